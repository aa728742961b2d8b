import { setTimeout as pause } from "node:timers/promises";

import type { Command, ServiceClock } from "@trunkline/service-kit";

import { openSettings, type SealedProfile } from "../connections/index.ts";
import type { Flight, Outbound } from "../outbound/index.ts";
import type { AccountLimits } from "./account-limits.ts";

/** One call of a service: its client is bound to credentials that live no longer than the call. */
export interface OpenCall extends Disposable {
  readonly client: unknown;
  readonly flight: Flight;
}

/** What opening a call needs. */
export interface CallParts {
  readonly outbound: Outbound;
  readonly limits: AccountLimits;
}

const clock: ServiceClock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, { signal: signal as AbortSignal });
  },
};

/**
 * Opens a profile for one call.
 *
 * @param mayWrite Asked last thing before each of the call's requests is written.
 */
export function openCall(
  parts: CallParts,
  profile: SealedProfile,
  mayWrite: () => boolean,
): OpenCall {
  const { account, service } = profile;
  const settings = openSettings(profile);
  const flight: Flight = { headersSent: false, mayWrite };
  const ending = new AbortController();
  const client = service.open(settings, {
    transport: parts.outbound.transportFor(account, flight, ending.signal),
    clock,
    random: Math.random,
    signal: ending.signal,
    reportLimited: () => parts.limits.slowDown(account),
  });
  return { client, flight, [Symbol.dispose]: () => ending.abort() };
}

/** Runs a command over an open call. */
export function runOver(call: OpenCall, command: Command, input: unknown): Promise<unknown> {
  return command.run(call.client, input);
}
