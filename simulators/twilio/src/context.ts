import type { Directory } from "./accounts/directory.ts";
import type { HookCaller } from "./callbacks/hook-caller.ts";
import type { MovableClock } from "./clock/movable-clock.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { SenderQueues } from "./delivery/sender-queues.ts";
import type { Faults } from "./faults/faults.ts";
import type { Inbound } from "./inbound/inbound.ts";
import type { OptOuts } from "./opt-outs/opt-outs.ts";
import type { Outcomes } from "./outcomes/outcomes.ts";
import type { RequestLog } from "./requests/request-log.ts";
import type { Resources } from "./resources/resources.ts";
import type { Settings } from "./settings/settings.ts";
import type { Store } from "./store/store.ts";
import type { Verifications } from "./verify/verifications.ts";

/** Everything that the routes work with. */
export interface Context {
  readonly clock: MovableClock;
  readonly directory: Directory;
  readonly resources: Resources;
  readonly optOuts: OptOuts;
  readonly outcomes: Outcomes;
  readonly queues: SenderQueues;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly inbound: Inbound;
  readonly hooks: HookCaller;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Where the simulator is reached, known once it listens. */
  readonly address: { origin: string };
  readonly verifications: Verifications;
  readonly settings: Settings;
  /** How many requests of each account are in flight, by its sid. */
  readonly inFlight: Map<string, number>;
}
