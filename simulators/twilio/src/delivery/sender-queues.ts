import type { Settings } from "../settings/settings.ts";
import { senderKind } from "./sender-kind.ts";

const queueMaxMs = 10 * 3_600_000;

/** A text that waits for its sender. */
export interface QueuedText {
  readonly accountSid: string;
  readonly from: string | null;
  readonly numSegments: number;
}

/**
 * How long each sender is busy. A queue is nothing but the instant at which it is empty, because texts
 * leave in their order.
 * Source: the errors 21611 and 30001 (2026-04).
 */
export class SenderQueues {
  readonly #settings: Settings;
  readonly #emptyAt = new Map<string, number>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** How long a text would wait now. */
  waitMs({ accountSid, from }: QueuedText, now: number): number {
    if (!this.#settings.queues || from === null) return 0;
    return Math.max(0, (this.#emptyAt.get(`${accountSid} ${from}`) ?? 0) - now);
  }

  /** Whether the sender has ten hours' worth of texts already. */
  isFull(text: QueuedText, now: number): boolean {
    return this.waitMs(text, now) > queueMaxMs;
  }

  /** Puts a text at the end of its sender's queue. */
  join(text: QueuedText, now: number): void {
    const { accountSid, from, numSegments } = text;
    if (!this.#settings.queues || from === null) return;
    const segments = Math.max(1, numSegments);
    const busyMs = (segments * 1000) / this.#settings.rates[senderKind(from)];
    this.#emptyAt.set(`${accountSid} ${from}`, now + this.waitMs(text, now) + busyMs);
  }

  clear(): void {
    this.#emptyAt.clear();
  }
}
