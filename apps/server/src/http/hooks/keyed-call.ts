import { completeHookSettings, type FlowDocument } from "@trunkline/api-contract";
import type { HookRequest } from "@trunkline/flow/run";

import { AppsError, type FlowForm } from "../../apps/index.ts";
import type { Id } from "../../database/index.ts";
import type { ClaimedCall, KeyedRequest } from "../../runs/hook-calls/index.ts";
import { type HookCall, type HookResponse, startHookRun } from "../../runs/index.ts";
import { keyReused, runGone, HookError, runPending } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";
import { essenceOf } from "./hook-request.ts";
import { answerOfRun } from "./run-answer.ts";

/** An answer and the run that it came from. */
export interface KeyedAnswer {
  readonly response: HookResponse;
  readonly run: Id<"run">;
  /** True when it was given before. */
  readonly isRepeated: boolean;
}

/** A request that is about to run. */
export interface CheckedCall {
  readonly form: FlowForm;
  readonly request: HookRequest;
  readonly caller: string;
  readonly asker: HookCall["asker"];
  readonly trigger: HookCall["trigger"];
}

/**
 * Answers a request under an Idempotency-Key: runs it, or gives the answer that it has already, or
 * waits for the run that is under way, wherever it is.
 *
 * @throws HookError `IDEMPOTENCY_KEY_REUSED`, `RUN_PENDING`, `RUN_CANNOT_GO_AGAIN`.
 */
export async function answerUnderKey(
  parts: HookParts,
  call: CheckedCall,
  idempotencyKey: string,
): Promise<KeyedAnswer> {
  const { form, caller, request } = call;
  const keyed: KeyedRequest = { form, caller, idempotencyKey, essence: essenceOf(request) };
  const giveUpAt = performance.now() + parts.pendingWaitMs;
  for (;;) {
    const outcome = await parts.hookCalls.claim(keyed);
    switch (outcome.kind) {
      case "other":
        throw new HookError(keyReused);
      case "answered":
        return { response: outcome.response, run: outcome.run, isRepeated: true };
      case "pending":
        if ((await parts.hookCalls.waitForOther(keyed, giveUpAt)) === "still-running") {
          const headers = { "retry-after": "5" };
          throw new HookError(runPending, { status: 409, run: outcome.run, headers });
        }
        break;
      case "ours": {
        const response = await carryOut(parts, call, outcome);
        if (response !== null) return { response, run: outcome.run, isRepeated: false };
      }
    }
  }
}

/** Null when another server took the call over meanwhile: its answer is the one that stands. */
async function carryOut(
  parts: HookParts,
  call: CheckedCall,
  claimed: ClaimedCall,
): Promise<HookResponse | null> {
  let isSettled = false;
  try {
    const form = await formOf(parts, call.form, claimed);
    const { run: id, startedAt, isAgain } = claimed;
    const which = isAgain ? { again: { run: id, startedAt } } : { run: id, startedAt };
    const timeLimitMs = form.settings.timeLimitSeconds * 1000;
    const run = startHookRun(parts.runs, { ...call, form, ...which, timeLimitMs });
    const { response, stands } = await answerOfRun(run);
    isSettled = true;
    if (stands) return (await claimed.answer(response)) ? response : null;
    // Not before what is in flight has settled: then the same request may go again.
    leaveOpenAfter(run.ended, claimed, parts.runs.onUnexpected);
    return response;
  } finally {
    if (!isSettled) await claimed.leaveOpen();
  }
}

function leaveOpenAfter(
  ended: Promise<unknown>,
  claimed: ClaimedCall,
  onUnexpected: (error: unknown) => void,
): void {
  void ended.then(() => claimed.leaveOpen()).catch(onUnexpected);
}

/**
 * The form that the run began on, whatever is live now.
 *
 * @throws HookError `RUN_CANNOT_GO_AGAIN` when it is kept no longer.
 */
async function formOf(parts: HookParts, form: FlowForm, claimed: ClaimedCall): Promise<FlowForm> {
  const { flow, version, release, run } = claimed;
  if (flow === form.flow && version === form.version && release === form.release) return form;
  const gone = () => new HookError(runGone, { status: 409, run });
  if (flow !== form.flow) throw gone();
  if (release !== null) {
    const released = await parts.flowDirectory.released(form.appName, form.name, release);
    if (released?.version !== version) throw gone();
    return released;
  }
  try {
    const kept = await parts.flows.readVersion({ app: form.app, name: form.name }, version);
    const { settings, workspace } = JSON.parse(kept.text) as FlowDocument;
    return { ...form, version, workspace, settings: completeHookSettings(settings ?? {}) };
  } catch (error) {
    if (error instanceof AppsError) throw gone();
    throw error;
  }
}
