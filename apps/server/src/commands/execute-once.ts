import { createHash } from "node:crypto";

import { RetryableError } from "@trunkline/service-kit";
import { keyedHash } from "@trunkline/vault";

import { type Id, newId } from "../database/index.ts";
import type { AttemptClaim, FoundAttempt, NewAttempt, Settlement } from "./attempts/attempt-row.ts";
import { canonicalJson } from "./canonical-json.ts";
import { CommandError } from "./errors.ts";
import type { AskedCall, CommandAnswer, ExecutorParts, PreparedCall } from "./executor-parts.ts";
import { type OpenCall, openCall, runOver } from "./open-call.ts";
import { reportOf } from "./report-of.ts";
import { ownerLost, settlingDelayed } from "./reports.ts";
import { openResult, sealInput, sealResult, type StoredResult } from "./stored-result.ts";

const askAgainMs = 5000;

/**
 * Executes a command that must not happen twice. The attempt is committed before anything is sent,
 * and the answer is given back only after the commit that settles it. An equal attempt that is
 * under way is waited for without a slot.
 *
 * @param holdingSlot Runs work while a slot of the account is held.
 */
export async function executeOnce(
  parts: ExecutorParts,
  call: PreparedCall,
  holdingSlot: <Value>(work: () => Promise<Value>) => Promise<Value>,
): Promise<CommandAnswer> {
  const attempt = attemptOf(call);
  const giveUpAt = performance.now() + parts.waitMs;
  for (;;) {
    const answered = await holdingSlot(() => claimAndSend(parts, call, attempt));
    if (answered !== null) return answered;
    await parts.attempts.waitForOther(attempt, giveUpAt);
  }
}

/** Null while an equal attempt is under way. */
async function claimAndSend(
  parts: ExecutorParts,
  call: PreparedCall,
  attempt: NewAttempt,
): Promise<CommandAnswer | null> {
  const outcome = await parts.attempts.claim(attempt);
  if (outcome.kind === "pending") return null;
  if (outcome.kind === "settled") return answerAgain(call, outcome.found);
  const { claim } = outcome;
  using open = openCall(parts, call.connection.profile, claim.mayWrite);
  const made = await carryOut(parts, call, open);
  if (!(await storeInTime(parts, call, claim, made))) {
    throw new CommandError(settlingDelayed, askAgainMs);
  }
  return answer(claim.id, made.result, made.retryAfterMs);
}

/**
 * The answer that the caller's key already has; null when there is none, or no key.
 *
 * @throws CommandError of the stored answer, `IDEMPOTENCY_KEY_REUSED`, `DATABASE_AWAY`.
 */
export async function recall(parts: ExecutorParts, call: AskedCall): Promise<CommandAnswer | null> {
  if (call.idempotencyKey === null) return null;
  const found = await parts.attempts.recall(attemptOf(call));
  return found === null ? null : answerAgain(call, found);
}

function attemptOf(call: AskedCall): NewAttempt {
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
    beside: call.beside,
  };
}

/** What a try came to, and under which id the other side knows what it made. */
interface Made {
  readonly result: StoredResult;
  readonly account: string;
  readonly sid: string | null;
  readonly retryAfterMs: number | null;
}

async function carryOut(parts: ExecutorParts, call: PreparedCall, open: OpenCall): Promise<Made> {
  const { command, connection } = call;
  try {
    const data = (await runOver(open, command, call.input)) ?? null;
    const { account, sid } = command.identify(data) ?? {
      account: connection.profile.account,
      sid: null,
    };
    return { result: { data }, account, sid, retryAfterMs: null };
  } catch (error) {
    const report = reportOf(command, error, open.flight, parts.onUnexpected);
    const { account } = connection.profile;
    const retryAfterMs = error instanceof RetryableError ? error.retryAfterMs : null;
    return { result: { error: report }, account, sid: null, retryAfterMs };
  }
}

/**
 * Stores what became of a claim. False when that takes too long or fails: what was sent is then
 * sent all the same, so the caller is told to ask again and never that nothing was done.
 */
async function storeInTime(
  parts: ExecutorParts,
  call: PreparedCall,
  claim: AttemptClaim,
  made: Made,
): Promise<boolean> {
  try {
    const settled = parts.attempts.settle(settlementOf(call, claim, made));
    return await inTime(settled, parts.waitMs);
  } catch (error) {
    parts.onUnexpected(error);
    return false;
  }
}

function settlementOf(call: PreparedCall, claim: AttemptClaim, made: Made): Settlement {
  const { app, contents } = call.connection;
  const { error } = made.result;
  return {
    claim,
    state: error?.outcome ?? "done",
    account: accountDigest(made.account),
    sid: made.sid,
    sealedResult: sealResult(contents, app, claim.id, made.result),
    retryable: error?.retryable ?? false,
    errorCode: error?.code ?? null,
    twilioCode: error?.twilioCode ?? null,
  };
}

/** Enough to tell accounts apart; their own ids are sealed with the profiles. */
function accountDigest(account: string): string {
  return createHash("sha256").update(account).digest("base64url");
}

/** False when it takes longer than that; it goes on all the same. */
async function inTime(settled: Promise<boolean>, waitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), waitMs);
  });
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

function answer(
  attempt: Id<"att">,
  result: StoredResult,
  retryAfterMs: number | null = null,
): CommandAnswer {
  if (result.error !== undefined) throw new CommandError(result.error, retryAfterMs);
  return { data: result.data, attempt };
}

function answerAgain(call: AskedCall, found: FoundAttempt): CommandAnswer {
  if (found.sealedResult === null) throw new CommandError(ownerLost);
  const { app, contents } = call.connection;
  return answer(found.id, openResult(contents, app, found.id, found.sealedResult));
}
