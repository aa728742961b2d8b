import { randomUUID } from "node:crypto";

import { type Clock, wait } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import { Poster } from "../posting/poster.ts";
import type { RequestLog } from "../requests/request-log.ts";
import type { HookMethod } from "../resources/incoming-number.ts";
import { takeCredentials } from "./credentials.ts";
import { type Overrides, readTarget, type RetryReason } from "./overrides.ts";
import { type Reached, reachHook } from "./reach-hook.ts";
import { SpoiledHooks } from "./spoiled-hooks.ts";

/** Why somebody is called. */
export type HookKind = "callback" | "inbound" | "fallback";

/** A web hook to be called, signed with the token of its account. */
export interface HookCall {
  readonly kind: HookKind;
  readonly accountSid: string;
  readonly authToken: string;
  /** With its connection overrides. */
  readonly url: string;
  readonly method: HookMethod;
  readonly fields: readonly [string, string][];
}

const retryMs = 1000;

interface Try {
  readonly url: string;
  readonly attempt: number;
  readonly reached: Reached;
  readonly tookMs: number;
}

interface HookCallerOptions {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestLog;
}

/** Calls web hooks as Twilio does: signed, again where the URL's overrides say so, with one token for all tries. */
export class HookCaller implements AsyncDisposable {
  readonly #options: HookCallerOptions;
  readonly #poster = new Poster();
  readonly #spoiled: SpoiledHooks;
  #isEnding = false;

  constructor(options: HookCallerOptions) {
    this.#options = options;
    this.#spoiled = new SpoiledHooks(options);
  }

  /** Never throws: what goes wrong is an outcome. */
  call(call: HookCall): Promise<Reached> {
    const token = randomUUID();
    return this.#spoiled.call(call, (placed, key) => this.#place(placed, key, token));
  }

  async #place(call: HookCall, signingKey: string, token: string): Promise<Reached> {
    const { url, overrides } = readTarget(call.url);
    const { method, fields } = call;
    const { connectMs, readMs, retries } = overrides;
    const poster = this.#poster;
    const letter = { method, fields, signingKey, token };
    let totalMs = overrides.totalMs;
    for (let attempt = 0; ; attempt += 1) {
      const startedAt = performance.now();
      const reached = await reachHook({ poster, url, letter, connectMs, readMs, totalMs });
      const tookMs = performance.now() - startedAt;
      this.#log(call, { url, attempt, reached, tookMs });
      totalMs -= tookMs;
      const isOver = this.#isEnding || attempt >= retries || totalMs <= 0;
      if (isOver || !isRetried(reached, overrides)) return reached;
      await wait(this.#options.clock, retryMs);
    }
  }

  #log(call: HookCall, { url, attempt, reached, tookMs }: Try): void {
    this.#options.requests.add({
      kind: call.kind,
      at: this.#options.clock.now(),
      method: call.method,
      path: pathOf(url),
      accountSid: call.accountSid,
      status: reached.kind === "answered" ? reached.status : null,
      durationMs: tookMs,
      note: attempt === 0 ? call.kind : `${call.kind}, retry ${attempt}`,
    });
  }

  /** Gives up what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    await this.#poster[Symbol.asyncDispose]();
  }
}

/** Without the query. */
function pathOf(url: string): string {
  const mark = url.indexOf("?");
  return takeCredentials(mark === -1 ? url : url.slice(0, mark)).url;
}

function isRetried(posted: Reached, { retriesOn }: Overrides): boolean {
  const reason = reasonOf(posted);
  return reason !== null && retriesOn.has(reason);
}

function reasonOf(posted: Reached): RetryReason | null {
  if (posted.kind === "failed") return "ct";
  if (posted.kind === "slow") return "rt";
  if (posted.kind === "misled") return null;
  if (posted.status >= 500) return "5xx";
  return posted.status >= 400 ? "4xx" : null;
}
