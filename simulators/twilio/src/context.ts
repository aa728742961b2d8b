import type { Directory } from "./accounts/directory.ts";
import type { MovableClock } from "./clock/movable-clock.ts";
import type { Delivery } from "./delivery/delivery.ts";
import type { Faults } from "./faults/faults.ts";
import type { Store } from "./store/store.ts";

/** Everything that the routes work with. */
export interface Context {
  readonly clock: MovableClock;
  readonly directory: Directory;
  readonly store: Store;
  readonly delivery: Delivery;
  readonly faults: Faults;
  /** Requests of one account that may be in flight at once; Infinity is no limit. */
  readonly maxConcurrent: number;
}
