import type { ProblemCode } from "../check/problem-code.ts";
import type { FlowKind } from "../document/flow.ts";
import type { Value } from "../document/values.ts";
import type { BlockJson } from "../document/workspace.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Category } from "./categories.ts";

/** What kind of value an input takes or an output gives. */
export type ValueType = "text" | "number" | "boolean" | "list" | "object";

/** A value input. */
export interface ValueInput {
  /** Left out where any value fits. */
  readonly accepts?: readonly ValueType[];
  /** An empty required input is an error. */
  readonly required?: boolean;
  /** What an empty input stands for; null when left out. */
  readonly missing?: Value;
}

/** A configuration setting on the block itself. */
export type FieldDeclaration =
  | { readonly kind: "text" | "lines"; readonly initial?: string }
  | { readonly kind: "number"; readonly initial?: number }
  | { readonly kind: "checkbox"; readonly initial?: boolean }
  | {
      readonly kind: "dropdown";
      /** Pairs of what is shown and what is saved. */
      readonly options: readonly (readonly [label: string, value: string])[];
    }
  /** A dropdown of what the app has. */
  | { readonly kind: "connections" | "commands" }
  | { readonly kind: "variable" };

/** Inputs that a block has because of what its mutator keeps. */
export interface DynamicInputs {
  readonly inputs?: Readonly<Record<string, ValueInput>>;
  readonly statements?: readonly string[];
}

/** A fault that a block's own check found. */
export interface BlockFault {
  readonly code: ProblemCode;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint: string;
  /** Below the block, such as `fields.TEXT`; the block itself when left out. */
  readonly path?: string;
}

/** All that there is to say of a block: the toolbox, the checks, the interpreter and the docs use it. */
export interface BlockDeclaration {
  readonly type: string;
  readonly category: Category;
  /** Regular blocks stack, terminal ones end a stack, outputs give a value, starts head a stack. */
  readonly shape: "regular" | "terminal" | "output" | "start" | "definition";
  readonly tooltip: string;
  /**
   * The face of one of our own blocks: its lines, with `%NAME` where a field or input stands. Left
   * out where Blockly has a definition of its own.
   */
  readonly lines?: readonly string[];
  readonly fields?: Readonly<Record<string, FieldDeclaration>>;
  /** In the order in which they are evaluated. */
  readonly inputs?: Readonly<Record<string, ValueInput>>;
  /** Names of the inputs that take a stack. */
  readonly statements?: readonly string[];
  /** Inputs out of `extraState`, after the fixed ones. */
  readonly dynamicInputs?: (block: BlockJson) => DynamicInputs;
  /** What an output gives; left out where it may be anything. */
  readonly gives?: readonly ValueType[];
  /** The kinds of flow that it may stand in; all when left out. */
  readonly runsIn?: readonly FlowKind[];
  /** Faults that only this kind of block can have; shapes and required inputs are checked for all. */
  readonly check?: (block: BlockJson) => readonly BlockFault[];
  readonly behaviour: Behaviour;
  /** For an output that also comes as a regular block: which of its blocks do, and what those do. */
  readonly regularForm?: {
    readonly isOf: (block: BlockJson) => boolean;
    readonly behaviour: Behaviour;
  };
}

/** Declares a block. */
export function defineBlock(declaration: BlockDeclaration): BlockDeclaration {
  return declaration;
}

/** The declaration as it holds for one block: Blockly lets a type come in two shapes. */
export function formOf(declaration: BlockDeclaration, block: BlockJson): BlockDeclaration {
  const { regularForm } = declaration;
  if (!regularForm?.isOf(block)) return declaration;
  return { ...declaration, shape: "regular", behaviour: regularForm.behaviour };
}

/** The value inputs of a block as it stands, in the order in which they are evaluated. */
export function valueInputsOf(
  declaration: BlockDeclaration,
  block: BlockJson,
): Readonly<Record<string, ValueInput>> {
  return { ...declaration.inputs, ...declaration.dynamicInputs?.(block).inputs };
}

/** The names of the statement inputs of a block as it stands. */
export function statementInputsOf(
  declaration: BlockDeclaration,
  block: BlockJson,
): readonly string[] {
  return [
    ...(declaration.statements ?? []),
    ...(declaration.dynamicInputs?.(block).statements ?? []),
  ];
}
