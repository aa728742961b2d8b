import Fastify, { type FastifyInstance } from "fastify";

import type { Context } from "../context.ts";
import { answerBrokenRequest, answerUnreadablePath } from "./broken-requests.ts";
import { controls } from "./controls/controls.ts";
import { handsetsPage } from "./handsets/handsets-page.ts";
import { lookupsAndVerifyApi, messagingApi } from "./products/product-api.ts";
import { twilioApi } from "./twilio/twilio-api.ts";

/** Everything that the simulator answers. Closing it ends open connections too. */
export async function buildApp(context: Context): Promise<FastifyInstance> {
  const app = Fastify({
    forceCloseConnections: true,
    requestTimeout: 60_000,
    frameworkErrors: answerUnreadablePath,
    clientErrorHandler: answerBrokenRequest,
  });
  app.get("/healthz", () => ({ status: "ok" }));
  await app.register(async (scope) => twilioApi(scope, context), { prefix: "/2010-04-01" });
  await app.register(async (scope) => messagingApi(scope, context), { prefix: "/v1" });
  await app.register(async (scope) => lookupsAndVerifyApi(scope, context), { prefix: "/v2" });
  await app.register(async (scope) => controls(scope, context), { prefix: "/simulator" });
  await app.register(handsetsPage);
  return app;
}
