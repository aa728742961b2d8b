import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify";

import { refuseArchived } from "../../apps/index.ts";
import type { Context } from "../../context.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** `allowed`: it changes and executes nothing in the app, or refuses by itself. */
    readonly whenArchived?: "allowed";
  }
}

/**
 * Refuses everything but reading in the apps that are archived. Only whoever may use the route is
 * told so: guards come before.
 */
export function refuseInArchived(app: FastifyInstance, context: Context): void {
  const refuse = async (request: FastifyRequest) => {
    const { app: name } = request.params as { readonly app: string };
    await refuseArchived(context.database, name);
  };
  app.addHook("onRoute", (route) => {
    if (mayChange(route)) route.onRequest = [...[route.onRequest ?? []].flat(), refuse];
  });
}

function mayChange({ config, method, url }: RouteOptions): boolean {
  if (!url.startsWith("/api/apps/:app") || config?.whenArchived === "allowed") return false;
  return ![method].flat().every((one) => one === "GET" || one === "HEAD");
}
