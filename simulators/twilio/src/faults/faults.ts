import { randomUUID } from "node:crypto";

import { type FaultKind, type FaultScope, scopeOf } from "./fault-kinds.ts";
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
  readonly #seeded = new WeakMap<Fault, () => number>();

  constructor(random: () => number) {
    this.#random = random;
  }

  get rules(): readonly Fault[] {
    return this.#rules;
  }

  add(request: FaultRequest): Fault {
    const fault: Fault = { id: `fault_${randomUUID()}`, ...request, struck: 0 };
    this.#rules.push(fault);
    if (fault.seed !== null) this.#seeded.set(fault, seededRandom(fault.seed));
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

  /** The first rule made of these scopes that strikes this request, counted as struck; null when none does. */
  strike(scopes: readonly FaultScope[], method: string, path: string): Fault | null {
    for (const fault of this.#rules) {
      if (!scopes.includes(scopeOf(fault.kind)) || !this.#strikes(fault, method, path)) continue;
      count(fault);
      return fault;
    }
    return null;
  }

  /** The first rule made of each kind in this scope that strikes this request, counted as struck. */
  strikeEach(scope: FaultScope, method: string, path: string): Map<FaultKind, Fault> {
    const struck = new Map<FaultKind, Fault>();
    for (const fault of this.#rules) {
      const { kind } = fault;
      if (scopeOf(kind) !== scope || struck.has(kind)) continue;
      if (!this.#strikes(fault, method, path)) continue;
      count(fault);
      struck.set(kind, fault);
    }
    return struck;
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
    const random = this.#seeded.get(fault) ?? this.#random;
    return fault.probability === 1 || random() < fault.probability;
  }
}

function count(fault: Fault): void {
  fault.struck += 1;
  if (fault.times !== null) fault.times -= 1;
}
