import { type Clock, wait } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { HookCall } from "./hook-caller.ts";
import { readTarget } from "./overrides.ts";
import type { Reached } from "./reach-hook.ts";

/** Makes one call. Another key than the account's makes a signature that does not hold. */
type Place = (call: HookCall, signingKey: string) => Promise<Reached>;

const lost: Reached = {
  kind: "answered",
  status: 204,
  contentType: "",
  location: "",
  challenge: "",
  body: "",
};

interface SpoiledHooksOptions {
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Lets the rules in force strike calls to web hooks. */
export class SpoiledHooks {
  readonly #options: SpoiledHooksOptions;
  /** How to let go the call that waits for the next one about the same message. */
  readonly #held = new Map<string, () => void>();

  constructor(options: SpoiledHooksOptions) {
    this.#options = options;
  }

  /** Makes the call as the rules say: late, twice, after the next one, wrongly signed, or not at all. */
  call(call: HookCall, place: Place): Promise<Reached> {
    const isCalm = this.#options.faults.rules.length === 0 && this.#held.size === 0;
    return isCalm ? place(call, call.authToken) : this.#spoil(call, place);
  }

  async #spoil(call: HookCall, place: Place): Promise<Reached> {
    const { faults, clock } = this.#options;
    const { pathname } = new URL(readTarget(call.url).url);
    const struck = faults.strikeEach("hook", call.method, pathname);
    if (struck.has("callback-drop")) return lost;
    const delay = struck.get("callback-delay");
    if (delay !== undefined) await wait(clock, delay.delayMs);
    const reorder = struck.get("callback-reorder");
    if (reorder !== undefined) await this.#hold(call, reorder.delayMs);
    const key = struck.has("callback-bad-signature") ? `not ${call.authToken}` : call.authToken;
    const posted = await place(call, key);
    if (reorder === undefined) this.#release(call);
    return struck.has("callback-double") ? place(call, key) : posted;
  }

  /** Until the next call about the same message is over, or the time is up. */
  #hold(call: HookCall, delayMs: number): Promise<void> {
    const subject = subjectOf(call);
    if (this.#held.has(subject)) return Promise.resolve();
    return new Promise((resolve) => {
      const release = (): void => {
        if (this.#held.get(subject) === release) this.#held.delete(subject);
        resolve();
      };
      this.#held.set(subject, release);
      this.#options.clock.after(delayMs, release);
    });
  }

  #release(call: HookCall): void {
    this.#held.get(subjectOf(call))?.();
  }
}

function subjectOf({ fields }: HookCall): string {
  return fields.find(([name]) => name === "MessageSid")?.[1] ?? "";
}
