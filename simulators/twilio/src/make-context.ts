import type { Account } from "./accounts/account.ts";
import { Directory } from "./accounts/directory.ts";
import { Callbacks } from "./callbacks/callbacks.ts";
import { HookCaller } from "./callbacks/hook-caller.ts";
import { type Clock, systemClock } from "./clock.ts";
import { MovableClock } from "./clock/movable-clock.ts";
import type { Context } from "./context.ts";
import { Delivery } from "./delivery/delivery.ts";
import { scalePace } from "./delivery/pace.ts";
import { SenderQueues } from "./delivery/sender-queues.ts";
import { Faults } from "./faults/faults.ts";
import { Inbound } from "./inbound/inbound.ts";
import { OptOuts } from "./opt-outs/opt-outs.ts";
import { Outcomes } from "./outcomes/outcomes.ts";
import { RequestLog } from "./requests/request-log.ts";
import { Resources } from "./resources/resources.ts";
import { usualSettings } from "./settings/settings.ts";
import { Store } from "./store/store.ts";
import { Verifications } from "./verify/verifications.ts";

/** How a simulator behaves; everything has its usual value when absent. */
export interface BehaviourOptions {
  /** What drives the simulator's own clock; the machine's time when absent. */
  readonly clock?: Clock;
  /** How many times faster than usual texts are delivered. */
  readonly speed?: number;
  /** Whether senders have queues that empty at their rates; else everything is sent at once. */
  readonly queues?: boolean;
  /** Requests of one account that may be in flight at once; without it there is no limit. */
  readonly maxConcurrent?: number;
  /** Decides whether a fault with a probability strikes. */
  readonly random?: () => number;
}

/** Puts the parts of a simulator together. */
export function makeContext(accounts: readonly Account[], options: BehaviourOptions): Context {
  const clock = new MovableClock(options.clock ?? systemClock);
  const settings = usualSettings();
  settings.queues = options.queues ?? false;
  settings.maxConcurrent = options.maxConcurrent ?? null;
  const store = new Store();
  const resources = new Resources();
  const optOuts = new OptOuts();
  const outcomes = new Outcomes();
  const queues = new SenderQueues(settings);
  const address = { origin: "" };
  const faults = new Faults(options.random ?? Math.random);
  const requests = new RequestLog();
  const hooks = new HookCaller({ clock, faults, requests });
  const callbacks = new Callbacks({ hooks, resources });
  const pace = scalePace(options.speed ?? 1);
  const delivery = new Delivery({
    store,
    clock,
    pace,
    queues,
    outcomes,
    optOuts,
    resources,
    onStep: (message, account) => callbacks.announce(message, account),
  });
  const inbound = new Inbound({
    store,
    clock,
    delivery,
    hooks,
    resources,
    optOuts,
    requests,
    origin: () => address.origin,
    receivingMs: pace.receivingMs,
  });
  return {
    clock,
    directory: new Directory(accounts),
    resources,
    optOuts,
    outcomes,
    queues,
    store,
    delivery,
    inbound,
    hooks,
    faults,
    requests,
    address,
    verifications: new Verifications(clock),
    settings,
    inFlight: new Map(),
  };
}
