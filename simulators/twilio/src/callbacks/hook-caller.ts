import { randomUUID } from "node:crypto";

import { type Clock, wait } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { RequestLog } from "../requests/request-log.ts";
import type { HookMethod } from "../resources/incoming-number.ts";
import { type Overrides, readTarget, type RetryReason } from "./overrides.ts";
import { type Posted, Poster } from "./poster.ts";
import { signForm } from "./sign.ts";
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
  call(call: HookCall): Promise<Posted> {
    const token = randomUUID();
    return this.#spoiled.call(call, (placed, key) => this.#place(placed, key, token));
  }

  async #place(call: HookCall, signingKey: string, token: string): Promise<Posted> {
    const { url, overrides } = readTarget(call.url);
    const post = { ...sealed(url, call, { signingKey, token }), ...overrides };
    for (let attempt = 0; ; attempt += 1) {
      const startedAt = performance.now();
      const posted = await this.#poster.post(post);
      this.#log(call, url, attempt, posted, performance.now() - startedAt);
      if (this.#isEnding || attempt >= overrides.retries || !isRetried(posted, overrides)) {
        return posted;
      }
      await wait(this.#options.clock, retryMs);
    }
  }

  #log(call: HookCall, url: string, attempt: number, posted: Posted, durationMs: number): void {
    const [path = ""] = url.split("?", 1);
    this.#options.requests.add({
      kind: call.kind,
      at: this.#options.clock.now(),
      method: call.method,
      path,
      accountSid: call.accountSid,
      status: posted.kind === "answered" ? posted.status : null,
      durationMs,
      note: attempt === 0 ? call.kind : `${call.kind}, retry ${attempt}`,
    });
  }

  /** Gives up what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    await this.#poster[Symbol.asyncDispose]();
  }
}

/** The fields of a GET are in its query, and so under the signature as part of the URL. */
function sealed(
  url: string,
  { method, fields }: HookCall,
  { signingKey, token }: { signingKey: string; token: string },
) {
  const form = new URLSearchParams([...fields]).toString();
  const isGet = method === "GET";
  const target = isGet ? `${url}${url.includes("?") ? "&" : "?"}${form}` : url;
  const headers: Record<string, string> = {
    "user-agent": "TwilioProxy/1.1",
    accept: "*/*",
    "x-twilio-signature": signForm(signingKey, target, isGet ? [] : fields),
    "i-twilio-idempotency-token": token,
    "x-home-region": "us1",
  };
  if (!isGet) headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8";
  return { url: target, method, headers, body: isGet ? "" : form };
}

function isRetried(posted: Posted, { retriesOn }: Overrides): boolean {
  const reason = reasonOf(posted);
  return reason !== null && retriesOn.has(reason);
}

function reasonOf(posted: Posted): RetryReason | null {
  if (posted.kind === "failed") return "ct";
  if (posted.kind === "slow") return "rt";
  if (posted.status >= 500) return "5xx";
  return posted.status >= 400 ? "4xx" : null;
}
