import type { Clock } from "../clock.ts";

interface Due {
  readonly at: number;
  readonly task: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #due: Due[] = [];

  constructor(now: number = Date.UTC(2026, 1, 3, 9, 14, 2)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): void {
    const at = this.#now + Math.max(0, delayMs);
    const later = this.#due.findIndex((due) => due.at > at);
    this.#due.splice(later === -1 ? this.#due.length : later, 0, { at, task });
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#due.length;
  }

  /** Moves time forward, running what falls due in order, including what those tasks ask for. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (let next = this.#due[0]; next !== undefined && next.at <= end; next = this.#due[0]) {
      this.#due.shift();
      this.#now = next.at;
      next.task();
    }
    this.#now = end;
  }
}
