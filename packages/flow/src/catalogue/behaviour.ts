import type { Value } from "../document/values.ts";
import type { BlockJson } from "../document/workspace.ts";
import type { Compiling } from "../run/compiling.ts";
import type { Expression, ValueFunction } from "../run/expression.ts";
import type { Effect } from "../run/host.ts";
import type { ActionFunction, Statement } from "../run/statement.ts";
import type { Tools } from "../run/tools.ts";

/** What a block's function may read of its block before the first run. */
export interface BlockReading {
  readonly block: BlockJson;
  /** A field's text; empty when the block has none. */
  readonly field: (name: string) => string;
}

/** What a block does when it runs. */
export type Behaviour =
  | {
      readonly kind: "computes";
      readonly prepare: (reading: BlockReading) => ValueFunction;
    }
  | { readonly kind: "stands-for"; readonly valueOf: (reading: BlockReading) => Value }
  | {
      readonly kind: "acts";
      readonly prepare: (reading: BlockReading) => ActionFunction;
    }
  | {
      readonly kind: "performs";
      readonly prepare: (reading: BlockReading) => EffectFunction;
    }
  | { readonly kind: "compiles-value"; readonly compile: (compiling: Compiling) => Expression }
  | {
      readonly kind: "compiles-statement";
      /** True when the block itself asks the host for something. */
      readonly hasEffect: boolean;
      readonly compile: (compiling: Compiling) => Statement;
    }
  /** Heads a stack. */
  | { readonly kind: "starts" }
  /** A procedure: compiled where it is called. */
  | { readonly kind: "defines" };

/** Makes an effect out of the values of the inputs. */
export type EffectFunction = (tools: Tools, ...inputs: Value[]) => Effect;

/**
 * An output block that is a function of its inputs' values. `prepare` reads fields once, when the
 * flow is compiled; what it gives gets the values in the order of the inputs. It runs synchronously
 * or after effects inside its inputs, and needn't know.
 */
export function computes(prepare: (reading: BlockReading) => ValueFunction): Behaviour {
  return { kind: "computes", prepare };
}

/** An output block that is always the same value. */
export function standsFor(valueOf: (reading: BlockReading) => Value): Behaviour {
  return { kind: "stands-for", valueOf };
}

/** A regular block that does something with its inputs' values at once, and asks the host for nothing. */
export function acts(prepare: (reading: BlockReading) => ActionFunction): Behaviour {
  return { kind: "acts", prepare };
}

/**
 * A block that asks the host for an effect: as an output it gives the outcome's value, as a
 * regular block it drops it. A failed outcome ends the run with the error's code.
 */
export function performs(prepare: (reading: BlockReading) => EffectFunction): Behaviour {
  return { kind: "performs", prepare };
}

/** An output block that decides itself which inputs are evaluated. */
export function compilesValue(compile: (compiling: Compiling) => Expression): Behaviour {
  return { kind: "compiles-value", compile };
}

/** A regular block that decides itself what is evaluated and run. */
export function compilesStatement(
  compile: (compiling: Compiling) => Statement,
  hasEffect = false,
): Behaviour {
  return { kind: "compiles-statement", hasEffect, compile };
}
