import { randomUUID } from "node:crypto";

import type { Account } from "../accounts/account.ts";
import type { Message } from "../store/message.ts";
import { callbackFields } from "./callback-fields.ts";
import { Poster } from "./poster.ts";
import { signForm } from "./sign.ts";

/** Tells a message's StatusCallback about its steps. */
export class Callbacks {
  readonly #poster = new Poster();
  #isEnding = false;

  /** Returns at once. Nobody is told when the call fails, as with Twilio. */
  announce(message: Message, account: Account): void {
    if (message.statusCallback === null || !isAnnounced(message)) return;
    const url = message.statusCallback.split("#", 1)[0] ?? "";
    void this.#post(url, callbackFields(message), account.authToken);
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#isEnding = true;
    void this.#poster[Symbol.asyncDispose]();
  }

  /**
   * A connection that fails is tried once more, with the same token; an answer of any status is the
   * end, and so is a slow one, because it may have been understood.
   */
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
    for (let attempt = 1; attempt <= 2 && !this.#isEnding; attempt += 1) {
      const { kind } = await this.#poster.post({ url, headers, body });
      if (kind !== "failed") return;
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
