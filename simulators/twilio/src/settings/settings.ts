/** How many segments a second each kind of sender sends. */
export interface Rates {
  /** Numbers of the US and Canada. */
  longCode: number;
  tollFree: number;
  shortCode: number;
  alphanumeric: number;
  /** Numbers of other countries. */
  other: number;
  /** Senders of WhatsApp and other channels. */
  channel: number;
}

/** What can be set while the simulator runs. */
export interface Settings {
  /** Whether senders have queues that the rates empty; else everything is sent at once. */
  queues: boolean;
  readonly rates: Rates;
  /** Requests of one account that may be in flight at once; null is no limit. */
  maxConcurrent: number | null;
}

/** Source: the errors 21611 and 30001 and the pages on senders at https://www.twilio.com/docs (2026-04). */
export function usualSettings(): Settings {
  return {
    queues: false,
    rates: { longCode: 1, tollFree: 3, shortCode: 100, alphanumeric: 10, other: 10, channel: 80 },
    maxConcurrent: null,
  };
}
