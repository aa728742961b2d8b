import type { Context } from "../../context.ts";
import { faultKinds } from "../../faults/fault-kinds.ts";
import { viewRequest } from "./routes/requests.ts";

/** Everything that the handsets page shows besides texts. */
export interface World {
  readonly clock: { readonly mode: string; readonly now: string; readonly factor: number };
  /** Every kind of fault that there is, for the page's switches. */
  readonly kinds: readonly string[];
  readonly faults: readonly object[];
  /** Numbers that a phone can write to. */
  readonly numbers: readonly string[];
  /** The last requests, newest first. */
  readonly requests: readonly object[];
}

const requestsMax = 8;

/** How the world stands now. */
export function viewWorld({ clock, faults, directory, requests }: Context): World {
  const { mode, factor } = clock;
  return {
    clock: { mode, now: new Date(clock.now()).toISOString(), factor },
    kinds: faultKinds,
    faults: faults.rules,
    numbers: directory.accounts.flatMap(({ test, numbers }) => (test ? [] : numbers)),
    requests: requests.latest(requestsMax).map(viewRequest),
  };
}

const clockSlackMs = 500;

/**
 * Tells which worlds are worth telling: a clock that goes on at its pace is no news, one that was
 * moved is.
 */
export class WorldNews {
  #told = "";
  #clockNow = 0;
  #at = 0;

  /** Whether this world differs from the last one that was news. */
  isNews(world: World, at: number): boolean {
    const { clock, ...others } = world;
    const text = JSON.stringify([clock.mode, clock.factor, others]);
    const now = Date.parse(clock.now);
    const expected = this.#clockNow + (at - this.#at) * clock.factor;
    const slackMs = clockSlackMs * Math.max(1, clock.factor);
    if (text === this.#told && Math.abs(now - expected) <= slackMs) return false;
    this.#told = text;
    this.#clockNow = now;
    this.#at = at;
    return true;
  }
}
