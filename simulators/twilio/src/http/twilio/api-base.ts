import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Context } from "../../context.ts";
import { Form } from "../../messages/form.ts";
import { errorBody, TwilioError } from "../../messages/twilio-error.ts";
import { pathOf } from "./call.ts";
import { faultHooks } from "./fault-hooks.ts";
import { openCalls } from "./open-calls.ts";

const bodyTooLarge = 413;

/** What all of Twilio's APIs have in common: forms, sign-in, faults, and errors in one shape. Call it before adding routes. */
export function apiBase(app: FastifyInstance, context: Context): void {
  app.decorateRequest("call", null);
  acceptForms(app);
  faultHooks(app, context);
  openCalls(app, context);
  answerErrors(app);
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
  const known = collectPaths(app);
  app.setErrorHandler((error, request, reply) => {
    const answered = asTwilioError(error);
    const status = statusOf(error) ?? answered.status;
    if (status === bodyTooLarge) readOn(request, reply);
    return reply.code(status).send({ ...errorBody(answered), status });
  });
  app.setNotFoundHandler((request) => {
    const path = pathOf(request);
    throw [...known.values()].some((shape) => shape.test(path))
      ? new TwilioError(20004)
      : new TwilioError(20404, `The requested resource ${path} was not found`);
  });
}

/** Whoever is still sending reads no answer from a connection that was closed. */
function readOn(request: FastifyRequest, reply: FastifyReply): void {
  void reply.removeHeader("connection");
  request.raw.resume();
}

/** The shapes of all paths that lead somewhere with some method. */
function collectPaths(app: FastifyInstance): ReadonlyMap<string, RegExp> {
  const shapes = new Map<string, RegExp>();
  app.addHook("onRoute", ({ url }) => {
    const shape = url.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[A-Z]{2}[^/]+");
    shapes.set(url, new RegExp(`^${shape}$`));
  });
  return shapes;
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
