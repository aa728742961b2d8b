import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";

import { decide, type Demand, findAppId, type Identity } from "../../access/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { RequestError } from "../errors.ts";
import { identify, type IdentifyParts } from "./identify.ts";

/**
 * Who may use a route: the server's owner; builders of the app in the address (`:app`); the user in
 * the address (`:user`) himself and the owner; whoever is signed in or has an API key; anybody.
 */
export type Guard = "owner" | "builder" | "self" | "signed-in" | "anybody";

/** A route and who may use it. */
export interface GuardedRoute {
  readonly method: string;
  /** With its parameters' names, such as `/api/apps/:app`. */
  readonly url: string;
  readonly guard: Guard;
}

declare module "fastify" {
  interface FastifyInstance {
    /** Every route that has a guard. */
    readonly guardedRoutes: readonly GuardedRoute[];
  }
  interface FastifyContextConfig {
    /** Every route under `/api/` has one. */
    readonly guard?: Guard;
  }
}

/** What guards work with. */
export interface GuardParts extends IdentifyParts {
  readonly database: Database;
}

/**
 * Puts each route's guard before it. It has to come before every route: one under `/api/` that
 * names no guard is refused, so that none is open by oversight.
 */
export function guardRoutes(app: FastifyInstance, parts: GuardParts): void {
  app.decorateRequest("identityOrNull", null);
  app.decorateRequest("identity", {
    getter(this: FastifyRequest): Identity {
      if (this.identityOrNull !== null) return this.identityOrNull;
      throw new Error("A route that lets anybody in asked who it is.");
    },
  });
  const guardRequest = async (request: FastifyRequest) => checkRequest(parts, request);
  const guarded: GuardedRoute[] = [];
  app.decorate("guardedRoutes", guarded);
  app.addHook("onRoute", (route) => {
    const guard = guardOf(route);
    if (guard === null) return;
    for (const method of [route.method].flat()) guarded.push({ method, url: route.url, guard });
    route.onRequest = [guardRequest, ...[route.onRequest ?? []].flat()];
  });
}

/** Null for a route outside of the API. */
function guardOf({ config, method, url }: RouteOptions): Guard | null {
  if (config?.guard !== undefined) return config.guard;
  if (!url.startsWith("/api/")) return null;
  throw new Error(`The route ${[method].flat().join(" ")} ${url} names no guard.`);
}

async function checkRequest(parts: GuardParts, request: FastifyRequest): Promise<void> {
  const asker = await identify(parts, request);
  const { identity } = asker;
  request.identityOrNull = identity;
  const demand = await demandOf(parts.database, request);
  const decision = decide(identity, demand);
  if (decision.allowed) return;
  if (identity === null) throw asker.refusal();
  throw new RequestError("ACCESS_REFUSED", decision.message, decision.hint);
}

async function demandOf(database: Database, request: FastifyRequest): Promise<Demand> {
  const { guard = "owner" } = request.routeOptions.config;
  const { app, user } = request.params as { readonly app?: string; readonly user?: string };
  switch (guard) {
    case "builder":
      // The owner is told by the route itself that there is no such app.
      if (app === undefined || request.identityOrNull?.isOwner !== false) {
        return { kind: "builder", app: null };
      }
      return { kind: "builder", app: await findAppId(database, app) };
    case "self":
      return { kind: "self", user: user as Id<"usr"> };
    case "owner":
    case "signed-in":
    case "anybody":
      return { kind: guard };
  }
}
