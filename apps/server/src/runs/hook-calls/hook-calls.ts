import { setTimeout as pause } from "node:timers/promises";

import { keyedHash } from "@trunkline/vault";
import type pg from "pg";

import type { FlowForm } from "../../apps/index.ts";
import {
  type Batcher,
  createBatcher,
  type Id,
  isDatabaseAway,
  newId,
} from "../../database/index.ts";
import type { HookResponse } from "../hook-call.ts";
import type { CallKey, FoundCall, NewCall } from "./call-row.ts";
import { callStatements, type CallStatements, type CallWrite } from "./call-statements.ts";
import { openAnswer, sealAnswer } from "./stored-answer.ts";

/** A request under an Idempotency-Key. */
export interface KeyedRequest {
  readonly form: FlowForm;
  readonly caller: string;
  readonly idempotencyKey: string;
  /** What makes two requests the same, as text. */
  readonly essence: string;
}

/** A call that is this server's to carry out, until it says what became of it. */
export interface ClaimedCall {
  readonly kind: "ours";
  readonly run: Id<"run">;
  /** The flow and its version that the run belongs to, also when it goes again. */
  readonly flow: Id<"flow">;
  readonly version: number;
  /** The release that it belongs to; null for drafts, and for what began before there were any. */
  readonly release: number | null;
  /** The run's clock: the same however often it goes again. */
  readonly startedAt: Date;
  /** False for the first try. */
  readonly isAgain: boolean;
  /**
   * Stores the answer that stands from now on. While the database is away it is tried on and not
   * waited for, as the run is over; if this server dies before, the run goes again and decides alike.
   *
   * @returns False when the call was no longer ours: whoever took it over gives the answer.
   */
  answer(response: HookResponse): Promise<boolean>;
  /** Lets the same request go again, with the same run. */
  leaveOpen(): Promise<void>;
}

/** Ours to carry out, answered already, under way elsewhere, or the key of another request. */
export type CallOutcome =
  | ClaimedCall
  | { readonly kind: "answered"; readonly run: Id<"run">; readonly response: HookResponse }
  | { readonly kind: "pending"; readonly run: Id<"run"> }
  | { readonly kind: "other" };

/**
 * Idempotency keys of Web Hooks. A claim is committed before it is given out. A server that carries
 * calls out says so again and again; when it has died, the next one to ask takes its calls over.
 */
export interface HookCalls extends AsyncDisposable {
  claim(request: KeyedRequest): Promise<CallOutcome>;
  /** Waits until the call is no longer under way elsewhere, or until then by `performance.now()`. */
  waitForOther(request: KeyedRequest, giveUpAt: number): Promise<"over" | "still-running">;
}

/** How the times of calls are set; in milliseconds. */
export interface HookCallTimes {
  readonly leaseMs: number;
  readonly renewMs: number;
}

const keptMs = 7 * 24 * 60 * 60 * 1000;
const defaultTimes: HookCallTimes = { leaseMs: 10_000, renewMs: 2000 };
const batchMaxItems = 500;
const batchesInFlight = 2;
const firstLookMs = 20;
const longestLookMs = 500;
const settleAgainMs = 200;

/** What claims work with. */
interface Work {
  readonly statements: CallStatements;
  readonly writes: Batcher<CallWrite, boolean>;
  /** The runs of the calls that this server carries out. */
  readonly underWay: Set<Id<"run">>;
  readonly stopping: AbortSignal;
}

/** Opens the calls of a server, which owns what it claims under its id. */
export function openHookCalls(
  pool: pg.Pool,
  owner: Id<"srv">,
  onError: (error: unknown) => void,
  times: HookCallTimes = defaultTimes,
): HookCalls {
  const statements = callStatements(pool, owner, { leaseMs: times.leaseMs, keptMs });
  const writes = createBatcher<CallWrite, boolean>({
    write: (items) => statements.write(items),
    maxItems: batchMaxItems,
    maxInFlight: batchesInFlight,
  });
  const stopping = new AbortController();
  const underWay = new Set<Id<"run">>();
  const work = { statements, writes, underWay, stopping: stopping.signal };
  const timer = setInterval(() => {
    if (underWay.size > 0) statements.renew([...underWay]).catch(onError);
  }, times.renewMs);
  timer.unref();
  return {
    claim: (request) => claim(work, request),
    waitForOther: (request, giveUpAt) => waitForOther(work, keyOf(request), giveUpAt),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stopping.abort();
      await Promise.resolve();
    },
  };
}

async function claim(work: Work, request: KeyedRequest): Promise<CallOutcome> {
  const call = newCall(request);
  for (;;) {
    if (await work.writes.add({ kind: "insert", call })) return ours(work, request, call, 1);
    const found = await work.statements.find(call.key);
    if (found === null) continue;
    if (found.isExpired) {
      await work.statements.forget(found);
      continue;
    }
    if (Buffer.compare(found.digest, call.digest) !== 0) return { kind: "other" };
    if (found.sealedAnswer !== null) {
      const place = { contents: request.form.contents, app: call.key.app, run: found.run };
      const response = openAnswer(place, found.sealedAnswer);
      return { kind: "answered", run: found.run, response };
    }
    if (isUnderWay(work, found)) return { kind: "pending", run: found.run };
    if (await work.statements.reclaim(found)) return ours(work, request, found, found.tries + 1);
  }
}

/** A call of this server is under way as long as it says so, also while the database was away. */
function isUnderWay({ underWay }: Work, { run, state, isAbandoned }: FoundCall): boolean {
  return state === "running" && (underWay.has(run) || !isAbandoned);
}

async function waitForOther(
  work: Work,
  key: CallKey,
  giveUpAt: number,
): Promise<"over" | "still-running"> {
  for (let lookMs = firstLookMs; ; lookMs = Math.min(lookMs * 2, longestLookMs)) {
    const found = await work.statements.find(key);
    if (found === null || !isUnderWay(work, found)) return "over";
    if (performance.now() + lookMs > giveUpAt) return "still-running";
    await pause(lookMs);
  }
}

function newCall(request: KeyedRequest): NewCall {
  const { form, essence } = request;
  return {
    key: keyOf(request),
    digest: keyedHash(form.contents.key, `hook request\n${essence}`),
    run: newId("run"),
    flow: form.flow,
    version: form.version,
    release: form.release,
    startedAt: new Date(),
  };
}

function keyOf({ form, caller, idempotencyKey }: KeyedRequest): CallKey {
  return {
    app: form.app,
    hook: form.name,
    isDraft: form.isDraft,
    caller,
    keyHash: keyedHash(form.contents.key, `hook key\n${idempotencyKey}`),
  };
}

function ours(
  work: Work,
  request: KeyedRequest,
  {
    run,
    flow,
    version,
    release,
    startedAt,
  }: Pick<FoundCall, "run" | "flow" | "version" | "release" | "startedAt">,
  tries: number,
): ClaimedCall {
  work.underWay.add(run);
  const place = { contents: request.form.contents, app: request.form.app, run };
  return {
    kind: "ours",
    run,
    flow,
    version,
    release,
    startedAt,
    isAgain: tries > 1,
    answer: (response) => settle(work, { run, tries, sealedAnswer: sealAnswer(place, response) }),
    async leaveOpen() {
      await settle(work, { run, tries, sealedAnswer: null });
    },
  };
}

type Settled = Extract<CallWrite, { kind: "settle" }>["settled"];

async function settle(work: Work, settled: Settled): Promise<boolean> {
  try {
    const wasOurs = await work.writes.add({ kind: "settle", settled });
    work.underWay.delete(settled.run);
    return wasOurs;
  } catch (error) {
    if (isDatabaseAway(error)) {
      void settleLater(work, settled);
      return true;
    }
    // Its lease runs out, and the next one to ask takes it over.
    work.underWay.delete(settled.run);
    throw error;
  }
}

/** Goes on until it is stored; until then this server says that the call is still under way. */
async function settleLater(work: Work, settled: Settled): Promise<void> {
  while (!work.stopping.aborted) {
    await pause(settleAgainMs, undefined, { ref: false });
    try {
      await work.writes.add({ kind: "settle", settled });
      break;
    } catch (error) {
      if (!isDatabaseAway(error)) break;
    }
  }
  work.underWay.delete(settled.run);
}
