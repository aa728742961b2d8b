import type { Directory } from "./accounts/directory.ts";
import type { HookCaller } from "./callbacks/hook-caller.ts";
import type { MovableClock } from "./clock/movable-clock.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Faults } from "./faults/faults.ts";
import type { Inbound } from "./inbound/inbound.ts";
import type { OptOuts } from "./opt-outs/opt-outs.ts";
import type { Resources } from "./resources/resources.ts";
import type { Store } from "./store/store.ts";

/** Everything that the routes work with. */
export interface Context {
  readonly clock: MovableClock;
  readonly directory: Directory;
  readonly resources: Resources;
  readonly optOuts: OptOuts;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly inbound: Inbound;
  readonly hooks: HookCaller;
  readonly faults: Faults;
  /** Where the simulator is reached, known once it listens. */
  readonly address: { origin: string };
  /** Requests of one account that may be in flight at once; Infinity is no limit. */
  readonly maxConcurrent: number;
}
