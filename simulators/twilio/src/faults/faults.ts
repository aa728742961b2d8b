import { randomUUID } from "node:crypto";

import type { FaultRequest } from "./read-fault.ts";
import { seededRandom } from "./seeded-random.ts";

/** A rule that makes the simulated API misbehave. */
export interface Fault extends FaultRequest {
  readonly id: string;
  /** How often it may still strike; null is without end. */
  times: number | null;
  /** How often it has struck. */
  struck: number;
}

/** The rules in force, in the order of their making. */
export class Faults {
  #rules: Fault[] = [];
  #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get rules(): readonly Fault[] {
    return this.#rules;
  }

  add(request: FaultRequest): Fault {
    const fault: Fault = { id: `fault_${randomUUID()}`, ...request, struck: 0 };
    this.#rules.push(fault);
    return fault;
  }

  /** Whether there was such a rule. */
  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  /** From now on, chance is the same for everybody who gives the same seed. */
  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first rule made that strikes this request, counted as struck; null when none does. */
  strike(method: string, path: string): Fault | null {
    for (const fault of this.#rules) {
      if (!this.#strikes(fault, method, path)) continue;
      fault.struck += 1;
      if (fault.times !== null) fault.times -= 1;
      return fault;
    }
    return null;
  }

  /** Takes a strike back, for a fault that found nothing to spoil. */
  giveBack(fault: Fault): void {
    fault.struck -= 1;
    if (fault.times !== null) fault.times += 1;
  }

  #strikes(fault: Fault, method: string, path: string): boolean {
    if (fault.times === 0) return false;
    if (fault.match.method !== undefined && fault.match.method !== method) return false;
    if (fault.match.path !== undefined && !path.endsWith(fault.match.path)) return false;
    return fault.probability === 1 || this.#random() < fault.probability;
  }
}
