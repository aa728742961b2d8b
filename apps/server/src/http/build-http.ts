import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";

import type { Context } from "../context.ts";
import { hookRoutes } from "./hooks/hook-routes.ts";
import { takeEmptyBodies } from "./plugins/empty-bodies.ts";
import { answerErrors, answerFrameworkError } from "./plugins/error-answers.ts";
import { guardRoutes } from "./plugins/guard.ts";
import { describeApi } from "./plugins/openapi.ts";
import { refuseInArchived } from "./plugins/refuse-archived.ts";
import { logRequests } from "./plugins/request-log.ts";
import { validateRequests } from "./plugins/validation.ts";
import { openWrongKeys } from "./plugins/wrong-keys.ts";
import { apiRoutes } from "./routes/index.ts";
import type { HttpApp } from "./routes/route.ts";
import { health } from "./routes/server/health.ts";
import { welcomePage } from "./welcome-page.ts";

const bodyMaxBytes = 1024 * 1024;

/** Builds the HTTP application; it does not listen yet. */
export async function buildHttp(context: Context, logger: FastifyBaseLogger): Promise<HttpApp> {
  const { trustedProxies } = context.config.http;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyMaxBytes,
    frameworkErrors: answerFrameworkError,
    genReqId: nextRequestId,
    forceCloseConnections: "idle",
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  }).withTypeProvider<TypeBoxTypeProvider>();
  // Plain text would reach the routes as a body of the wrong kind.
  app.removeContentTypeParser("text/plain");
  takeEmptyBodies(app);
  validateRequests(app);
  // Schemas describe answers to people, and types check them: to compile them all takes long.
  app.setSerializerCompiler(() => JSON.stringify);
  answerErrors(app);
  logRequests(app);
  const wrongKeys = openWrongKeys();
  guardRoutes(app, { ...context, wrongKeys });
  refuseInArchived(app, context);
  await describeApi(app, context.version);
  health(app, context);
  welcomePage(app);
  app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.redirect("/reference"));
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  await app.register(async (api) => {
    api.addHook("onSend", async (_request, reply) => {
      void reply.header("cache-control", "no-store");
    });
    for (const route of apiRoutes) route(api.withTypeProvider<TypeBoxTypeProvider>(), context);
  });
  await app.register(async (scope) => hookRoutes(scope, { ...context, wrongKeys }));
  return app;
}

const startedAt = Date.now().toString(36);
let requests = 0;

function nextRequestId(): string {
  requests += 1;
  return `req_${startedAt}${requests.toString(36).padStart(6, "0")}`;
}
