import type { Account } from "../accounts/account.ts";
import type { Clock } from "../clock.ts";
import { countParts } from "../messages/read-message.ts";
import type { Message } from "../store/message.ts";
import type { Store } from "../store/store.ts";
import { outcomeFor } from "./outcomes.ts";

/** How long a message stays in each status. */
export interface Pace {
  readonly acceptedMs: number;
  readonly queuedMs: number;
  readonly sendingMs: number;
  readonly sentMs: number;
  /** How long an inbound text takes to come in. */
  readonly receivingMs: number;
}

/** A text is delivered about a second after it was made. */
const defaultPace: Pace = {
  acceptedMs: 100,
  queuedMs: 200,
  sendingMs: 300,
  sentMs: 600,
  receivingMs: 100,
};

/** The usual pace, a number of times faster. */
export function scalePace(speed: number): Pace {
  return {
    acceptedMs: defaultPace.acceptedMs / speed,
    queuedMs: defaultPace.queuedMs / speed,
    sendingMs: defaultPace.sendingMs / speed,
    sentMs: defaultPace.sentMs / speed,
    receivingMs: defaultPace.receivingMs / speed,
  };
}

const smsPrice = 0.0083;
const mmsPrice = 0.02;

interface DeliveryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Called after every step, with the status already changed. */
  readonly onStep: (message: Message, account: Account) => void;
}

/** Moves messages from their first status to their last. */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Takes over a message that has just been stored. */
  begin(message: Message, account: Account): void {
    if (message.sendAt !== null) {
      const lead = message.sendAt - this.#options.clock.now();
      this.#later(lead, message, "scheduled", () => this.#queue(message, account));
    } else if (message.status === "accepted") {
      const { acceptedMs } = this.#options.pace;
      this.#later(acceptedMs, message, "accepted", () => this.#queue(message, account));
    } else {
      this.#send(message, account);
    }
  }

  /** Takes over a message that was on its way when the simulator ended: it begins its way again. */
  resume(message: Message, account: Account): void {
    if (message.status === "scheduled" || message.status === "accepted") {
      this.begin(message, account);
    } else if (message.direction !== "inbound") {
      message.status = "queued";
      this.#send(message, account);
    }
  }

  /** Ends a scheduled message before its time. */
  cancel(message: Message, account: Account): void {
    this.#step(message, account, "canceled");
  }

  /** Where a service's message gets its sender, and with it a count of its parts. */
  #queue(message: Message, account: Account): void {
    const service = account.services.find(({ sid }) => sid === message.messagingServiceSid);
    message.from ??= service?.senders[0] ?? null;
    const isMms = message.sid.startsWith("MM");
    message.numSegments = countParts(message.to, message.body, isMms, message.smartEncoded);
    this.#step(message, account, "queued");
    this.#send(message, account);
  }

  #send(message: Message, account: Account): void {
    const { queuedMs, sendingMs, sentMs } = this.#options.pace;
    const outcome = outcomeFor(message.to);
    this.#later(queuedMs, message, "queued", () => {
      this.#step(message, account, "sending");
      this.#later(sendingMs, message, "sending", () => {
        if (outcome.status === "failed") {
          this.#end(message, account);
          return;
        }
        message.sentAt = this.#options.clock.now();
        this.#step(message, account, "sent");
        this.#later(sentMs, message, "sent", () => this.#end(message, account));
      });
    });
  }

  /** The price comes with the end, some time after sending, as with Twilio; what failed costs nothing. */
  #end(message: Message, account: Account): void {
    const outcome = outcomeFor(message.to);
    message.errorCode = outcome.errorCode;
    message.errorMessage = outcome.errorMessage;
    if (outcome.status !== "failed") message.price = priceOf(message);
    this.#step(message, account, outcome.status);
  }

  #step(message: Message, account: Account, status: Message["status"]): void {
    message.status = status;
    message.updatedAt = this.#options.clock.now();
    this.#options.store.changed(message);
    this.#options.onStep(message, account);
  }

  /** Does nothing when the message is gone or somebody else has moved it in the meantime. */
  #later(delayMs: number, message: Message, from: Message["status"], step: () => void): void {
    this.#options.clock.after(delayMs, () => {
      if (message.status === from && this.#options.store.has(message)) step();
    });
  }
}

function priceOf(message: Message): string {
  const price = message.sid.startsWith("MM") ? mmsPrice : smsPrice * message.numSegments;
  return `-${price.toFixed(5)}`;
}
