import type { HttpTransport } from "./transport.ts";

/** Where a command may run: `cloud` on the server, `page` on behalf of a visitor's page. */
export type Surface = "cloud" | "page";

/**
 * What repeating a command does: `read` changes nothing, `repeatable` ends in the same state however
 * often it runs, `once` must not happen twice and gets an attempt.
 */
export type Effect = "read" | "repeatable" | "once";

/** The part of the web's `AbortSignal` that services need; any `AbortSignal` fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Time as a service sees it; tests move it. */
export interface ServiceClock {
  now(): Date;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal: CancelSignal): Promise<void>;
}

/**
 * Everything from outside that a service's client may use while it carries out one command.
 * The executor makes one for each call and throws it away afterwards, together with the client.
 */
export interface OpenContext {
  readonly transport: HttpTransport;
  readonly clock: ServiceClock;
  /** A number from 0 (included) to 1 (excluded), for jitter. */
  readonly random: () => number;
  readonly signal: CancelSignal;
  /** Called for each answer that says "too many requests at once", so that the account slows down. */
  readonly reportLimited: () => void;
}
