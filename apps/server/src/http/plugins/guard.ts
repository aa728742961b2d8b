import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";

import { decide, type Demand, findAppId, type Identity } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import type { Id } from "../../database/index.ts";
import { RequestError } from "../errors.ts";
import { identify } from "./identify.ts";

/**
 * Who may use a route: the server's owner; builders of the app in the address (`:app`); the user in
 * the address (`:user`) himself and the owner; whoever is signed in or has an API key; anybody.
 */
export type Guard = "owner" | "builder" | "self" | "signed-in" | "anybody";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route under `/api/` has one. */
    readonly guard?: Guard;
  }
}

/**
 * Puts each route's guard before it. It has to come before every route: one under `/api/` that
 * names no guard is refused, so that none is open by oversight.
 */
export function guardRoutes(app: FastifyInstance, context: Context): void {
  app.decorateRequest("identityOrNull", null);
  app.decorateRequest("identity", {
    getter(this: FastifyRequest): Identity {
      if (this.identityOrNull !== null) return this.identityOrNull;
      throw new Error("A route that lets anybody in asked who it is.");
    },
  });
  const guardRequest = async (request: FastifyRequest) => checkRequest(context, request);
  app.addHook("onRoute", (route) => {
    if (guardOf(route) === null) return;
    route.onRequest = [guardRequest, ...[route.onRequest ?? []].flat()];
  });
}

/** Null for a route outside of the API. */
function guardOf({ config, method, url }: RouteOptions): Guard | null {
  if (config?.guard !== undefined) return config.guard;
  if (!url.startsWith("/api/")) return null;
  throw new Error(`The route ${[method].flat().join(" ")} ${url} names no guard.`);
}

async function checkRequest(context: Context, request: FastifyRequest): Promise<void> {
  const { identity, refusal } = await identify(context.identities, request);
  request.identityOrNull = identity;
  const demand = await demandOf(context, request);
  const decision = decide(identity, demand);
  if (decision.allowed) return;
  if (identity === null) throw refusal;
  throw new RequestError("ACCESS_REFUSED", decision.message, decision.hint);
}

async function demandOf(context: Context, request: FastifyRequest): Promise<Demand> {
  const { guard = "owner" } = request.routeOptions.config;
  const { app, user } = request.params as { readonly app?: string; readonly user?: string };
  switch (guard) {
    case "builder":
      // The owner is told by the route itself that there is no such app.
      if (app === undefined || request.identityOrNull?.isOwner !== false) {
        return { kind: "builder", app: null };
      }
      return { kind: "builder", app: await findAppId(context.database, app) };
    case "self":
      return { kind: "self", user: user as Id<"usr"> };
    case "owner":
    case "signed-in":
    case "anybody":
      return { kind: guard };
  }
}
