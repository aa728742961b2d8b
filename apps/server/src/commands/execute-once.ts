import { setTimeout as pause } from "node:timers/promises";

import { keyedHash } from "@trunkline/vault";

import { type Id, newId } from "../database/index.ts";
import type { AttemptClaim, FoundAttempt, Settlement } from "./attempts/attempt-row.ts";
import { canonicalJson } from "./canonical-json.ts";
import { CommandError } from "./errors.ts";
import type { CommandAnswer, ExecutorParts, PreparedCall } from "./executor-parts.ts";
import { type OpenCall, openCall, runOver } from "./open-call.ts";
import { reportOf } from "./report-of.ts";
import { ownerLost, settlingDelayed } from "./reports.ts";
import { openResult, sealInput, sealResult, type StoredResult } from "./stored-result.ts";

const askAgainMs = 5000;

/**
 * Executes a command that must not happen twice. The attempt is committed before anything is sent,
 * and the answer is given back only after the commit that settles it.
 */
export async function executeOnce(
  parts: ExecutorParts,
  call: PreparedCall,
): Promise<CommandAnswer> {
  const outcome = await parts.attempts.claim(attemptOf(call));
  if (outcome.kind === "settled") return answerAgain(call, outcome.found);
  const { claim } = outcome;
  const { service, profile } = call.connection;
  using open = openCall(parts, service, profile, claim.mayWrite);
  const result = await carryOut(parts, call, open);
  const settled = parts.attempts.settle(settlementOf(call, claim, open.account, result));
  if (!(await inTime(settled, parts.settleWaitMs))) {
    throw new CommandError(settlingDelayed, askAgainMs);
  }
  return answer(claim.id, result);
}

function attemptOf(call: PreparedCall) {
  const { app, contents } = call.connection;
  const id = newId("att");
  const input = canonicalJson(call.normalised);
  return {
    id,
    key: {
      app,
      caller: call.caller,
      connection: call.connection.id,
      command: call.command.id,
      idempotencyKey: call.idempotencyKey ?? `auto_${id}`,
    },
    connectionName: call.connection.name,
    digest: keyedHash(contents.key, input),
    dataKey: contents.id,
    sealedInput: sealInput(contents, app, id, input),
  };
}

async function carryOut(
  parts: ExecutorParts,
  call: PreparedCall,
  open: OpenCall,
): Promise<StoredResult> {
  try {
    return { data: (await runOver(open, call.command, call.input)) ?? null };
  } catch (error) {
    return { error: reportOf(call.command, error, open.flight, parts.onUnexpected) };
  }
}

function settlementOf(
  call: PreparedCall,
  claim: AttemptClaim,
  account: string,
  result: StoredResult,
): Settlement {
  const { app, contents } = call.connection;
  const made = result.error === undefined ? call.command.identify(result.data) : null;
  return {
    claim,
    state: result.error?.outcome ?? "done",
    account: made?.account ?? account,
    sid: made?.sid ?? null,
    sealedResult: sealResult(contents, app, claim.id, result),
    retryable: result.error?.retryable ?? false,
    errorCode: result.error?.code ?? null,
    twilioCode: result.error?.twilioCode ?? null,
  };
}

/** False when it takes longer than that; it goes on all the same. */
async function inTime(settled: Promise<boolean>, waitMs: number): Promise<boolean> {
  const giveUp = new AbortController();
  const late = pause(waitMs, false, { signal: giveUp.signal }).catch(() => false);
  try {
    return await Promise.race([settled, late]);
  } finally {
    giveUp.abort();
  }
}

function answer(attempt: Id<"att">, result: StoredResult): CommandAnswer {
  if (result.error !== undefined) throw new CommandError(result.error);
  return { data: result.data, attempt };
}

function answerAgain(call: PreparedCall, found: FoundAttempt): CommandAnswer {
  if (found.sealedResult === null) throw new CommandError(ownerLost);
  const { app, contents } = call.connection;
  return answer(found.id, openResult(contents, app, found.id, found.sealedResult));
}
