import { randomUUID } from "node:crypto";

import { type Clock, wait } from "../clock.ts";
import type { HookMethod } from "../resources/incoming-number.ts";
import { type Overrides, readTarget, type RetryReason } from "./overrides.ts";
import { type Posted, Poster } from "./poster.ts";
import { signForm } from "./sign.ts";

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
}

/** Calls web hooks as Twilio does: signed, again where the URL's overrides say so, with one token for all tries. */
export class HookCaller implements AsyncDisposable {
  readonly #options: HookCallerOptions;
  readonly #poster = new Poster();
  #isEnding = false;

  constructor(options: HookCallerOptions) {
    this.#options = options;
  }

  /** Never throws: what goes wrong is an outcome. */
  async call(call: HookCall): Promise<Posted> {
    const { url, overrides } = readTarget(call.url);
    const post = { ...sealed(url, call), ...overrides };
    for (let attempt = 0; ; attempt += 1) {
      const posted = await this.#poster.post(post);
      if (this.#isEnding || attempt >= overrides.retries || !isRetried(posted, overrides)) {
        return posted;
      }
      await wait(this.#options.clock, retryMs);
    }
  }

  /** Gives up what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    await this.#poster[Symbol.asyncDispose]();
  }
}

/** The fields of a GET are in its query, and so under the signature as part of the URL. */
function sealed(url: string, { method, fields, authToken }: HookCall) {
  const form = new URLSearchParams([...fields]).toString();
  const isGet = method === "GET";
  const target = isGet ? `${url}${url.includes("?") ? "&" : "?"}${form}` : url;
  const headers: Record<string, string> = {
    "user-agent": "TwilioProxy/1.1",
    accept: "*/*",
    "x-twilio-signature": signForm(authToken, target, isGet ? [] : fields),
    "i-twilio-idempotency-token": randomUUID(),
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
