import type { ErrorReport } from "@trunkline/service-kit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { UsersError } from "../../access/index.ts";
import { CommandError } from "../../commands/index.ts";
import { retryAfterOf, statusOf } from "../error-status.ts";
import { malformedRequest, ownReport, RequestError } from "../errors.ts";
import { reportOfError } from "../report-of-error.ts";

/** Gives every error the one shape, whatever threw it. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const report = reportOfError(error) ?? unforeseenReport(error, request);
    return answer(reply, report, retryAfterMsOf(error));
  });
  app.setNotFoundHandler((_request, reply) => {
    const error = new RequestError(
      "ROUTE_UNKNOWN",
      "The server knows no such address and method.",
      "The addresses are listed at /reference.",
    );
    const report = reportOfError(error);
    return report === null ? reply.code(404).send() : answer(reply, report, null);
  });
}

/** The same shape for requests that never reach a route, such as those with a broken address. */
export function answerFrameworkError(
  error: Error,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const report = reportOfError(error) ?? ownReport(malformedRequest);
  void answer(reply, report, null);
}

function retryAfterMsOf(error: unknown): number | null {
  const tells =
    error instanceof CommandError || error instanceof RequestError || error instanceof UsersError;
  return tells ? error.retryAfterMs : null;
}

/** The report of an error that nobody foresaw; what may be told of it goes to the log. */
export function unforeseenReport(error: unknown, request: FastifyRequest): ErrorReport {
  // An unforeseen error's message may quote a value; its kind and place do not.
  const cause = error instanceof Error ? error : null;
  const place = cause?.stack?.split("\n").filter((line) => /^\s+at /u.test(line));
  request.log.error({ kind: cause?.name ?? typeof error, place }, "unforeseen error");
  return ownReport({
    code: "INTERNAL_ERROR",
    title: "The server failed",
    message: "Something went wrong in the server.",
    hint: "The server's log has the details under this request's id.",
    requestId: request.id,
  });
}

function answer(reply: FastifyReply, report: ErrorReport, retryAfterMs: number | null) {
  const status = statusOf(report);
  const retryAfter = retryAfterOf(status, retryAfterMs);
  if (retryAfter !== null) void reply.header("retry-after", retryAfter);
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  return reply
    .code(status)
    .type("application/json")
    .serializer(JSON.stringify)
    .send({ error: report });
}
