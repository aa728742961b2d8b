import type { Account } from "../accounts/account.ts";
import type { Resources } from "../resources/resources.ts";
import type { Message } from "../store/message.ts";
import { callbackFields } from "./callback-fields.ts";
import type { HookCaller } from "./hook-caller.ts";

interface CallbacksOptions {
  readonly hooks: HookCaller;
  readonly resources: Resources;
}

/** Tells a message's steps to its StatusCallback, or to that of its service. */
export class Callbacks {
  readonly #options: CallbacksOptions;

  constructor(options: CallbacksOptions) {
    this.#options = options;
  }

  /** Returns at once. Nobody is told when the call fails, as with Twilio. */
  announce(message: Message, account: Account): void {
    const url = isAnnounced(message) ? this.#urlFor(message, account) : null;
    if (url === null) return;
    void this.#options.hooks.call({
      kind: "callback",
      accountSid: account.accountSid,
      authToken: account.authToken,
      url,
      method: "POST",
      fields: callbackFields(message),
    });
  }

  #urlFor(message: Message, account: Account): string | null {
    if (message.statusCallback !== null) return message.statusCallback;
    if (message.messagingServiceSid === null) return null;
    const service = account.services.find(({ sid }) => sid === message.messagingServiceSid);
    if (service === undefined) return null;
    return this.#options.resources.service(account, service).statusCallback;
  }
}

/** `sending` has no callback; `queued` and `canceled` have one only when a service sends. */
function isAnnounced(message: Message): boolean {
  if (message.direction === "inbound" || message.status === "sending") return false;
  if (message.status === "queued" || message.status === "canceled") {
    return message.messagingServiceSid !== null;
  }
  return true;
}
