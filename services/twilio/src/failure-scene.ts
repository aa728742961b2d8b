import type { Effect, Outcome } from "@trunkline/service-kit";

import type { Exchange } from "./exchange.ts";

/** What stands around a failure. */
export interface FailureScene {
  readonly effect: Effect;
  readonly exchange: Exchange;
}

/** What is certain about the effect of a command that failed: reads never have one. */
export function outcomeOf({ effect, exchange }: FailureScene): Outcome {
  return effect !== "read" && exchange.exposed ? "unknown" : "not-done";
}
