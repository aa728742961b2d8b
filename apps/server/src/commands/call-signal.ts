import type { CancelSignal } from "@trunkline/service-kit";

type Listener = () => void;

/**
 * Ends everything that a call may still have under way. It does what an `AbortController` does; one
 * is made for every call, and the platform's costs several times as much.
 */
export class CallSignal implements CancelSignal {
  aborted = false;
  readonly reason = "the call is over";
  readonly #listeners = new Set<Listener>();

  addEventListener(_type: "abort", listener: Listener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Ends it; a second time does nothing. */
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}
