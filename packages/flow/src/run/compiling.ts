import type { Value } from "../document/values.ts";
import type { BlockJson } from "../document/workspace.ts";
import type { Expression } from "./expression.ts";
import type { Frame } from "./frame.ts";
import type { Statement } from "./statement.ts";

/** How a variable of the flow, or a parameter that hides one, is read and written. */
export interface VariableAccess {
  readonly get: (frame: Frame) => Value;
  readonly set: (frame: Frame, value: Value) => void;
}

/** Which places of the frame hold what Connection Data and Connection Error give; null outside. */
export interface BranchScope {
  readonly data: number | null;
  readonly error: number | null;
}

/** A procedure as its calls need it. */
export interface ProcedureLink {
  /** Parameters that it takes. */
  readonly parameterCount: number;
  /** True when calling it may wait for an effect. */
  readonly hasEffect: boolean;
  /** Null until all procedures are compiled; by the first run it is there. */
  readonly body: () => Statement;
}

/** What a block that compiles itself may ask for. */
export interface Compiling {
  readonly block: BlockJson;
  /** A field's text; empty when the block has none. */
  readonly field: (name: string) => string;
  /** What is plugged into a value input, or the given value where nothing is. */
  readonly value: (input: string, missing?: Value) => Expression;
  /** The block that a value input gets its value from; null where nothing is plugged in. */
  readonly plugged: (input: string) => BlockJson | null;
  /** The stack in a statement input; null where it is empty. */
  readonly stack: (input: string, scope?: BranchScope) => Statement | null;
  /** The variable that a field names. */
  readonly variable: (field: string) => VariableAccess;
  /** Where Connection Data and Connection Error stand here. */
  readonly scope: BranchScope;
  /** A new place in the frame's locals. */
  readonly newLocal: () => number;
  /** Null when there is no such procedure. */
  readonly procedure: (name: string) => ProcedureLink | null;
}
