import type { FastifyInstance } from "fastify";

import type { Context } from "../../context.ts";
import { FieldError } from "../../fields/field-error.ts";
import { guardControls } from "./guard.ts";
import { accountsRoute } from "./routes/accounts.ts";
import { clockRoutes } from "./routes/clock.ts";
import { eventsRoute } from "./routes/events.ts";
import { faultsRoutes } from "./routes/faults.ts";
import { inboundRoute } from "./routes/inbound.ts";
import { messagesRoute } from "./routes/messages.ts";
import { openapiRoute } from "./routes/openapi.ts";
import { outcomesRoutes } from "./routes/outcomes.ts";
import { requestsRoute } from "./routes/requests.ts";
import { resetRoute } from "./routes/reset.ts";
import { settingsRoutes } from "./routes/settings.ts";

/** What tests and people steer the simulator with, under `/simulator`. Faults don't strike here. */
export function controls(app: FastifyInstance, context: Context): void {
  guardControls(app);
  answerErrors(app);
  accountsRoute(app, context);
  clockRoutes(app, context);
  inboundRoute(app, context);
  messagesRoute(app, context);
  outcomesRoutes(app, context);
  settingsRoutes(app, context);
  faultsRoutes(app, context);
  requestsRoute(app, context);
  resetRoute(app, context);
  eventsRoute(app, context);
  openapiRoute(app);
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof FieldError) {
      return reply.code(400).send({ error: { field: error.field, message: error.message } });
    }
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : 500;
    const code = typeof status === "number" && status < 500 ? status : 500;
    const message = code === 500 ? "The simulator failed." : "The request cannot be read.";
    return reply.code(code).send({ error: { field: null, message } });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: { field: null, message: "There is no such control." } }),
  );
}
