const repliesMax = 30;
const pauseMs = 30_000;
const pairsMax = 10_000;

interface Exchange {
  replies: number;
  lastAt: number;
  /** Until when nothing more is sent. */
  heldUntil: number;
}

/**
 * Stops two programs that answer each other for ever: after 30 replies from one number to another,
 * each within 30 seconds of the one before, the next ones are held back for 30 seconds.
 * Source: error 14107 (2026-04).
 */
export class ReplyGuard {
  readonly #exchanges = new Map<string, Exchange>();

  /** Whether the reply may go. Counts it: ask once for each. */
  lets(accountSid: string, { from, to }: { from: string; to: string }, now: number): boolean {
    const key = `${accountSid} ${from} ${to}`;
    const before = this.#exchanges.get(key);
    if (before !== undefined && now < before.heldUntil) return false;
    const goesOn = before !== undefined && before.heldUntil === 0 && now - before.lastAt < pauseMs;
    const replies = goesOn ? before.replies + 1 : 1;
    const isLoop = replies > repliesMax;
    if (this.#exchanges.size >= pairsMax) this.#forgetOld(now);
    this.#exchanges.set(key, { replies, lastAt: now, heldUntil: isLoop ? now + pauseMs : 0 });
    return !isLoop;
  }

  clear(): void {
    this.#exchanges.clear();
  }

  #forgetOld(now: number): void {
    for (const [key, { lastAt }] of this.#exchanges) {
      if (now - lastAt >= pauseMs) this.#exchanges.delete(key);
    }
  }
}
