import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Context } from "../../context.ts";
import { Form } from "../../messages/form.ts";
import { errorBody, TwilioError } from "../../messages/twilio-error.ts";
import { pathOf } from "./call.ts";
import { faultHooks } from "./fault-hooks.ts";
import { openCalls } from "./open-calls.ts";
import { accountRoute } from "./routes/account.ts";
import { createMessageRoute } from "./routes/create-message.ts";
import { deleteMessageRoute } from "./routes/delete-message.ts";
import { fetchMessageRoute } from "./routes/fetch-message.ts";
import { incomingNumbersRoutes } from "./routes/incoming-numbers.ts";
import { listMessagesRoute } from "./routes/list-messages.ts";
import { mediaRoutes } from "./routes/media.ts";
import { updateMessageRoute } from "./routes/update-message.ts";

/** Twilio's API under `/2010-04-01`. */
export function twilioApi(app: FastifyInstance, context: Context): void {
  app.decorateRequest("call", null);
  acceptForms(app);
  faultHooks(app, context);
  openCalls(app, context);
  answerErrors(app);
  accountRoute(app);
  createMessageRoute(app, context);
  listMessagesRoute(app, context);
  fetchMessageRoute(app, context);
  updateMessageRoute(app, context);
  deleteMessageRoute(app, context);
  mediaRoutes(app, context);
  incomingNumbersRoutes(app, context);
}

/** Bodies that aren't forms are read and ignored, as Twilio does. */
function acceptForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const form = "application/x-www-form-urlencoded";
  app.addContentTypeParser<Buffer>(form, { parseAs: "buffer" }, (_request, body, done) =>
    done(null, Form.parse(body.toString("utf8"))),
  );
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, _body, done) => done(null, null));
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    const answered = asTwilioError(error);
    const status = statusOf(error) ?? answered.status;
    return reply.code(status).send({ ...errorBody(answered), status });
  });
  app.setNotFoundHandler((request) => {
    throw isKnownPath(request)
      ? new TwilioError(20004)
      : new TwilioError(20404, `The requested resource ${pathOf(request)} was not found`);
  });
}

/** Fastify's own refusals (a body too large, a broken request) keep their status. */
function asTwilioError(error: unknown): TwilioError {
  if (error instanceof TwilioError) return error;
  return statusOf(error) === undefined
    ? new TwilioError(20500)
    : new TwilioError(20001, "The request cannot be read");
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("statusCode" in error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === "number" && statusCode < 500 ? statusCode : undefined;
}

const knownPath =
  /\/Accounts\/AC[^/]+(\.json|\/Messages(\.json|\/[SM]M[^/]+(\.json|\/Media\.json)))$/;

function isKnownPath(request: FastifyRequest): boolean {
  return knownPath.test(pathOf(request));
}
