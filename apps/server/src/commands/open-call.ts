import type { Command } from "@trunkline/service-kit";

import type { SealedProfile } from "../connections/index.ts";
import type { Flight, Outbound } from "../outbound/index.ts";
import type { AccountLimits } from "./account-limits.ts";
import { borrowSettings } from "./borrow-settings.ts";
import { CallSignal } from "./call-signal.ts";
import { serviceClock } from "./service-clock.ts";

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
  const borrowed = borrowSettings(profile);
  const flight: Flight = { headersSent: false, mayWrite };
  const signal = new CallSignal();
  const client = service.open(borrowed.settings, {
    transport: parts.outbound.transportFor(account, flight, signal),
    clock: serviceClock,
    random: Math.random,
    signal,
    reportLimited: () => parts.limits.slowDown(account),
  });
  return {
    client,
    flight,
    [Symbol.dispose]() {
      signal.abort();
      borrowed[Symbol.dispose]();
    },
  };
}

/** Runs a command over an open call. */
export function runOver(call: OpenCall, command: Command, input: unknown): Promise<unknown> {
  return command.run(call.client, input);
}
