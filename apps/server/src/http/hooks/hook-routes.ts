import { CallHookHeaders, HookErrorAnswer, HookParams } from "@trunkline/api-contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Identity } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { unforeseenReport } from "../plugins/error-answers.ts";
import { reportOfError } from "../report-of-error.ts";
import { answerHook } from "./answer-hook.ts";
import { openCallerRates } from "./caller-rates.ts";
import { checkBuilder } from "./check-builder.ts";
import { type CorsHeaders, corsHeaders } from "./cors.ts";
import { contentTypeWrong, HookError } from "./errors.ts";
import { findHook, type HookAddress } from "./find-hook.ts";
import type { HookParts } from "./hook-parts.ts";
import { errorResponse } from "./run-answer.ts";
import { writeAnswer } from "./write-answer.ts";

const noCors: CorsHeaders = {};

/**
 * `ALL /hooks/:app/:hook`, which the live form answers, and `ALL /draft-hooks/:app/:hook`, which
 * the draft answers to builders alone. A scope of its own: bodies are read by the hook's settings,
 * and nothing of the API's hooks is run.
 */
export async function hookRoutes(
  scope: FastifyInstance,
  context: Context & Pick<HookParts, "wrongKeys">,
): Promise<void> {
  const parts: HookParts = {
    ...context,
    rates: openCallerRates(),
    pendingWaitMs: context.executor.waitMs,
  };
  scope.removeAllContentTypeParsers();
  // Nothing is read before it is known who calls.
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
  scope.setErrorHandler((error, request, reply) =>
    writeAnswer(reply, errorAnswer(error, request), noCors),
  );
  for (const isDraft of [false, true]) addRoutes(scope, parts, isDraft);
}

function addRoutes(scope: FastifyInstance, parts: HookParts, isDraft: boolean): void {
  const url = isDraft ? "/draft-hooks/:app/:hook" : "/hooks/:app/:hook";
  const handler = (request: FastifyRequest, reply: FastifyReply) =>
    handle(parts, isDraft, request, reply);
  // What is wrong with an address is said like all else that is not there.
  const validatorCompiler = () => () => true;
  scope.route({
    method: "POST",
    url,
    schema: description(isDraft),
    validatorCompiler,
    handler,
  });
  scope.route({ method: others(scope), url, schema: { hide: true }, handler });
}

/** The methods besides the one that is described: which is right each hook says for itself. */
function others(scope: FastifyInstance): string[] {
  return scope.supportedMethods.filter((method) => method !== "POST");
}

async function handle(
  parts: HookParts,
  isDraft: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  let cors = noCors;
  try {
    const address = request.params as HookAddress;
    const builder: Identity | null = isDraft
      ? await checkBuilder(parts, request, address.app)
      : null;
    const form = await findHook(parts.flowDirectory, address, isDraft);
    cors = corsHeaders(form.settings, request.headers.origin);
    return writeAnswer(reply, await answerHook(parts, form, { request, builder }), cors);
  } catch (error) {
    return writeAnswer(reply, errorAnswer(error, request), cors);
  }
}

function errorAnswer(error: unknown, request: FastifyRequest) {
  const refused = error instanceof HookError ? error : refusalOf(error, request);
  return { response: errorResponse(refused), run: refused.run, isRepeated: false };
}

function refusalOf(error: unknown, request: FastifyRequest): HookError {
  if (
    error instanceof Error &&
    "code" in error &&
    error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE"
  ) {
    return new HookError(contentTypeWrong);
  }
  const report = reportOfError(error) ?? unforeseenReport(error, request);
  return new HookError(report, report.retryable ? { headers: { "retry-after": "5" } } : {});
}

function description(isDraft: boolean) {
  const shared = {
    tags: ["hooks"],
    params: HookParams,
    headers: CallHookHeaders,
    response: { "4xx": HookErrorAnswer, "5xx": HookErrorAnswer },
  };
  if (isDraft) {
    return {
      ...shared,
      operationId: "callDraftHook",
      summary: "Call the draft of a Web Hook",
      description:
        "As the live address; only builders may, by API key or session, whatever its rule.",
    };
  }
  return {
    ...shared,
    operationId: "callHook",
    summary: "Call a Web Hook",
    description:
      "Runs the published flow. Method, access, signature, limits and the answer are the flow's " +
      "own: what is said here is what all of them share. The body is JSON, a form or text. " +
      "A flow that ends without an answer gives 204; one that takes longer than its limit 504.",
    security: [{ apiKey: [] }, { webHookKey: [] }, {}],
  };
}
