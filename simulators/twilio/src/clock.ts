const longestTimerMs = 2 ** 31 - 1;

/**
 * The simulator's time. Everything timed goes through it, so that a test can move it.
 * Tasks must not throw: there is nobody above them to notice.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the task once, after the delay. Never runs it before returning. */
  after(delayMs: number, task: () => void): void;
}

/** The machine's own time. Its timers don't keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    if (delayMs > longestTimerMs) {
      setTimeout(() => this.after(delayMs - longestTimerMs, task), longestTimerMs).unref();
      return;
    }
    setTimeout(task, delayMs).unref();
  },
};

/** Resolves after the delay on the given clock; at once when there is none. */
export function wait(clock: Clock, delayMs: number): Promise<void> {
  if (delayMs <= 0) return Promise.resolve();
  return new Promise((resolve) => clock.after(delayMs, resolve));
}
