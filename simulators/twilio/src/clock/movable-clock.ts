import type { Clock } from "../clock.ts";
import { DueTasks } from "./due-tasks.ts";

/** How time passes: as on the machine, not at all, or a number of times faster. */
export const clockModes = ["real", "stopped", "scaled"] as const;

/** One way for time to pass. */
export type ClockMode = (typeof clockModes)[number];

/** What a movable clock is asked for; what is absent stays as it is. */
export interface ClockChange {
  readonly mode?: ClockMode;
  /** Milliseconds since 1970. */
  readonly now?: number;
  readonly advanceMs?: number;
  /** How many times faster than the machine; only with `scaled`. */
  readonly factor?: number;
}

/**
 * A clock that can be stopped, moved and run faster, on top of another that drives it.
 * Moved forward, it runs what falls due on the way, in order and at its instant; moved back, what waits keeps its delay.
 */
export class MovableClock implements Clock {
  readonly #base: Clock;
  readonly #due = new DueTasks();
  #mode: ClockMode = "real";
  #factor = 1;
  /** This clock's time when the base clock stood at `#baseAt`. */
  #at: number;
  #baseAt: number;
  /** Set while tasks run, so that each sees its own instant. */
  #frozenAt: number | null = null;
  #wakesAt = Infinity;
  #alarm = 0;

  constructor(base: Clock) {
    this.#base = base;
    this.#baseAt = base.now();
    this.#at = this.#baseAt;
  }

  get mode(): ClockMode {
    return this.#mode;
  }

  get factor(): number {
    return this.#mode === "stopped" ? 0 : this.#factor;
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#due.size;
  }

  now(): number {
    return this.#frozenAt ?? Math.floor(this.#flowing());
  }

  after(delayMs: number, task: () => void): void {
    const from = this.#frozenAt ?? this.#flowing();
    this.#due.add(from + Math.max(0, delayMs), task);
    if (this.#frozenAt === null) this.#setAlarm();
  }

  /** `real` without an instant returns to the machine's own time. */
  change(change: ClockChange): void {
    const baseNow = this.#base.now();
    const from = this.#flowing();
    const isReturn = change.mode === "real" && change.now === undefined;
    const to = (change.now ?? (isReturn ? baseNow : from)) + (change.advanceMs ?? 0);
    if (to < from) this.#due.shift(to - from);
    else this.#runUntil(to);
    this.#at = to;
    this.#baseAt = baseNow;
    this.#mode = change.mode ?? this.#mode;
    this.#factor = change.factor ?? (this.#mode === "scaled" ? this.#factor : 1);
    this.#cancelAlarm();
    this.#setAlarm();
  }

  #flowing(): number {
    return this.#at + (this.#base.now() - this.#baseAt) * this.factor;
  }

  #runUntil(end: number): void {
    try {
      for (let next = this.#due.soonest; next !== undefined && next.at <= end;) {
        this.#due.take();
        this.#frozenAt = Math.floor(next.at);
        next.task();
        next = this.#due.soonest;
      }
    } finally {
      this.#frozenAt = null;
    }
  }

  /** One timer of the base clock for the soonest task; a later call makes an earlier one void. */
  #setAlarm(): void {
    const soonest = this.#due.soonest;
    if (soonest === undefined || this.factor === 0) {
      this.#cancelAlarm();
      return;
    }
    const wakesAt = this.#base.now() + Math.max(0, soonest.at - this.#flowing()) / this.factor;
    if (this.#wakesAt <= wakesAt) return;
    this.#cancelAlarm();
    this.#wakesAt = wakesAt;
    const alarm = this.#alarm;
    this.#base.after(Math.ceil(wakesAt - this.#base.now()), () => {
      if (alarm !== this.#alarm) return;
      this.#wakesAt = Infinity;
      this.#runUntil(this.#flowing());
      this.#setAlarm();
    });
  }

  #cancelAlarm(): void {
    this.#alarm += 1;
    this.#wakesAt = Infinity;
  }
}
