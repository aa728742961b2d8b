import type { FastifyRequest } from "fastify";

import type { Identity } from "../../access/index.ts";
import type { FlowForm } from "../../apps/index.ts";
import type { Id } from "../../database/index.ts";
import { type HookResponse, startHookRun } from "../../runs/index.ts";
import { checkCaller } from "./check-caller.ts";
import { isPreflight, preflightHeaders } from "./cors.ts";
import { HookError, idempotencyKeyWrong } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";
import { answerUnderKey, type CheckedCall } from "./keyed-call.ts";
import { readRequest } from "./read-request.ts";
import { answerOfRun } from "./run-answer.ts";

/** What a request to a hook is answered with. */
export interface HookAnswer {
  readonly response: HookResponse;
  /** Null when nothing ran. */
  readonly run: Id<"run"> | null;
  /** True when the same request got it before. */
  readonly isRepeated: boolean;
}

/** A request to a hook. */
export interface HookAsking {
  readonly request: FastifyRequest;
  /** Who calls a draft; null for what is live. */
  readonly builder: Identity | null;
}

/**
 * Answers a request to a hook: checks what can be seen without the body, reads it, runs the flow.
 * The run goes on when its caller goes away.
 *
 * @throws HookError for everything that is answered by us before a run began.
 */
export async function answerHook(
  parts: HookParts,
  form: FlowForm,
  { request, builder }: HookAsking,
): Promise<HookAnswer> {
  const { settings } = form;
  if (isPreflight(settings, request.method, request.headers)) {
    const response = { status: 204, headers: preflightHeaders(settings), body: null };
    return { response, run: null, isRepeated: false };
  }
  const caller = await checkCaller(parts, form, request, builder);
  const key = idempotencyKeyOf(request.headers["idempotency-key"]);
  const call: CheckedCall = {
    form,
    request: await readRequest(parts, form, request, caller),
    caller: caller.name,
    asker: caller.identity,
    trigger: form.isDraft ? "test" : "web-hook",
  };
  if (key !== null) return answerUnderKey(parts, call, key);
  const run = startHookRun(parts.runs, { ...call, timeLimitMs: settings.timeLimitSeconds * 1000 });
  const { response } = await answerOfRun(run);
  return { response, run: run.run, isRepeated: false };
}

function idempotencyKeyOf(header: string | readonly string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^[\x21-\x7e]{1,255}$/u.test(header)) return header;
  throw new HookError(idempotencyKeyWrong);
}
