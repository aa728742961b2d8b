import { randomUUID } from "node:crypto";

import type { NumberPattern } from "./number-pattern.ts";
import { type Outcome, usualOutcome } from "./outcome.ts";
import { specialOutcome } from "./special-numbers.ts";

/** What `POST /simulator/outcomes` asks for. */
export interface OutcomeRequest extends Outcome {
  readonly to: NumberPattern;
  /** How many texts it is for; null is without end. */
  readonly times: number | null;
}

/** A rule about how texts to some numbers end. */
export interface OutcomeRule extends Omit<OutcomeRequest, "times"> {
  readonly id: string;
  times: number | null;
  /** How many texts it has decided about. */
  decided: number;
}

/** The rules in force. The last one made wins; the special numbers come after all of them. */
export class Outcomes {
  readonly #rules: OutcomeRule[] = [];

  get rules(): readonly OutcomeRule[] {
    return this.#rules;
  }

  add(request: OutcomeRequest): OutcomeRule {
    const rule: OutcomeRule = { id: `outcome_${randomUUID()}`, ...request, decided: 0 };
    this.#rules.unshift(rule);
    return rule;
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** How a text to this number ends. Counts: ask once for each text. */
  decide(to: string): Outcome {
    const rule = this.#rules.find(({ to: pattern, times }) => times !== 0 && pattern.fits(to));
    if (rule === undefined) return specialOutcome(to) ?? usualOutcome;
    rule.decided += 1;
    if (rule.times !== null) rule.times -= 1;
    return rule;
  }
}
