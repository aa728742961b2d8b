import type { Account } from "../accounts/account.ts";
import type { Clock } from "../clock.ts";
import { countParts } from "../messages/read-message.ts";
import type { OptOuts } from "../opt-outs/opt-outs.ts";
import { errorMessageFor } from "../outcomes/error-messages.ts";
import type { Outcome } from "../outcomes/outcome.ts";
import type { Outcomes } from "../outcomes/outcomes.ts";
import type { Resources } from "../resources/resources.ts";
import type { Message } from "../store/message.ts";
import type { Store } from "../store/store.ts";
import { chooseSender } from "./choose-sender.ts";
import type { Pace } from "./pace.ts";
import { priceOf } from "./price.ts";
import type { QueuedText, SenderQueues } from "./sender-queues.ts";

interface DeliveryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly queues: SenderQueues;
  readonly outcomes: Outcomes;
  readonly optOuts: OptOuts;
  readonly resources: Resources;
  /** Called after every step, with the status already changed. */
  readonly onStep: (message: Message, account: Account) => void;
}

const validityUsualSeconds = 36_000;

/** Moves messages from their first status to their last. */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Whether the sender takes no more texts for now. */
  isFull(text: QueuedText): boolean {
    return this.#options.queues.isFull(text, this.#options.clock.now());
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
    message.from ??= chooseSender(message, account);
    const isMms = message.sid.startsWith("MM");
    message.numSegments = countParts(message.to, message.body, isMms, message.smartEncoded);
    const refused = this.#reasonToRefuse(message, account);
    if (refused !== null) {
      this.#fail(message, account, refused);
      return;
    }
    this.#step(message, account, "queued");
    this.#send(message, account);
  }

  /** What has come up since a service took the message. */
  #reasonToRefuse(message: Message, account: Account): number | null {
    if (account.status === "suspended" || account.status === "closed") return 30_002;
    const sender = message.messagingServiceSid ?? message.from ?? "";
    if (this.#options.optOuts.isStopped(account, sender, message.to)) return 21_610;
    return this.isFull(message) ? 30_001 : null;
  }

  /** A message that would wait too long leaves the queue without having held up others. */
  #send(message: Message, account: Account): void {
    const { queues, clock, pace, outcomes } = this.#options;
    const now = clock.now();
    const waitMs = Math.max(pace.queuedMs, queues.waitMs(message, now));
    const validityMs = this.#validitySeconds(message, account) * 1000;
    if (waitMs > validityMs) {
      this.#later(validityMs, message, "queued", () => this.#fail(message, account, 30_036));
      return;
    }
    queues.join(message, now);
    const outcome = outcomes.decide(message.to);
    this.#later(waitMs, message, "queued", () => this.#carry(message, account, outcome));
  }

  /** What the message says itself comes before what its service says. */
  #validitySeconds(message: Message, account: Account): number {
    if (message.validitySeconds !== null) return message.validitySeconds;
    const service = account.services.find(({ sid }) => sid === message.messagingServiceSid);
    if (service === undefined) return validityUsualSeconds;
    return this.#options.resources.service(account, service).validityPeriod;
  }

  #carry(message: Message, account: Account, outcome: Outcome): void {
    const { sendingMs, sentMs } = this.#options.pace;
    this.#step(message, account, "sending");
    const isFailed = outcome.status === "failed";
    const delayMs = isFailed ? (outcome.afterMs ?? sendingMs) : sendingMs;
    this.#later(delayMs, message, "sending", () => {
      if (isFailed) {
        this.#fail(message, account, outcome.errorCode ?? 30_008);
        return;
      }
      message.sentAt = this.#options.clock.now();
      this.#step(message, account, "sent");
      if (outcome.status === "sent") return;
      this.#later(outcome.afterMs ?? sentMs, message, "sent", () =>
        this.#end(message, account, outcome),
      );
    });
  }

  /** The price comes with the end, some time after sending, as with Twilio; what failed costs nothing. */
  #end(message: Message, account: Account, { status, errorCode, afterMs }: Outcome): void {
    message.price = priceOf(message);
    if (errorCode !== null) setError(message, errorCode);
    this.#step(message, account, status === "undelivered" ? "undelivered" : "delivered");
    if (status !== "read") return;
    this.#later(afterMs ?? this.#options.pace.sentMs, message, "delivered", () =>
      this.#step(message, account, "read"),
    );
  }

  #fail(message: Message, account: Account, errorCode: number): void {
    setError(message, errorCode);
    this.#step(message, account, "failed");
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

function setError(message: Message, errorCode: number): void {
  message.errorCode = errorCode;
  message.errorMessage = errorMessageFor(errorCode);
}
