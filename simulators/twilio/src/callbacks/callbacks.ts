import { randomUUID } from "node:crypto";

import type { Account } from "../accounts/account.ts";
import type { Message } from "../store/message.ts";
import { callbackFields } from "./callback-fields.ts";
import { signForm } from "./sign.ts";

const answerMaxMs = 15_000;

/** Tells a message's StatusCallback about its steps. */
export class Callbacks {
  readonly #ending = new AbortController();

  /** Returns at once. Nobody is told when the call fails, as with Twilio. */
  announce(message: Message, account: Account): void {
    if (message.statusCallback === null || !isAnnounced(message)) return;
    const url = message.statusCallback.split("#", 1)[0] ?? "";
    void this.#post(url, callbackFields(message), account.authToken);
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#ending.abort();
  }

  /** A connection that fails is tried once more, with the same token; an answer of any status is the end. */
  async #post(url: string, fields: [string, string][], authToken: string): Promise<void> {
    const headers = {
      "user-agent": "TwilioProxy/1.1",
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      accept: "*/*",
      "x-twilio-signature": signForm(authToken, url, fields),
      "i-twilio-idempotency-token": randomUUID(),
      "x-home-region": "us1",
    };
    const body = new URLSearchParams(fields).toString();
    for (let attempt = 1; attempt <= 2 && !this.#ending.signal.aborted; attempt += 1) {
      if (await this.#tryOnce(url, headers, body)) return;
    }
  }

  /** Whether the server was reached; a slow answer counts as reached, because it may have been understood. */
  async #tryOnce(url: string, headers: Record<string, string>, body: string): Promise<boolean> {
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(answerMaxMs)]);
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers,
        body,
        signal,
        redirect: "manual",
      });
      await answer.body?.cancel();
      return true;
    } catch (error) {
      return error instanceof DOMException && error.name === "TimeoutError";
    }
  }
}

/** `sending` has no callback; `queued` and `canceled` have one only when a service sends. */
function isAnnounced(message: Message): boolean {
  if (message.status === "sending") return false;
  if (message.status === "queued" || message.status === "canceled") {
    return message.messagingServiceSid !== null;
  }
  return true;
}
