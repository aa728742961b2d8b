import { pino } from "pino";

import type { Context } from "../context.ts";
import { buildHttp } from "../http/build-http.ts";
import type { GuardedRoute } from "../http/plugins/guard.ts";

/** Every guarded route of the HTTP application as it is built, by address. */
export async function listGuardedRoutes(): Promise<readonly GuardedRoute[]> {
  // Routes are registered without asking anything of it.
  const context = { version: "0.0.0", config: { http: { trustedProxies: [] } }, executor: {} };
  await using app = await buildHttp(context as unknown as Context, pino({ level: "silent" }));
  await app.ready();
  return app.guardedRoutes
    .filter(({ method }) => method !== "HEAD")
    .toSorted((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
}

/** Such as `GET /api/apps/:app`, sorted by address first. */
function addressOf({ method, url }: GuardedRoute): string {
  return `${url} ${method}`;
}
