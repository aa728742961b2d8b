import { categories } from "../categories.ts";
import type { BlockDeclaration, FieldDeclaration, ValueType } from "../define-block.ts";

/** What Blockly calls the types of values when it decides what may be plugged in. */
const checkNames: Readonly<Record<ValueType, string>> = {
  text: "String",
  number: "Number",
  boolean: "Boolean",
  list: "Array",
  object: "Object",
};

/** A block's face in Blockly's JSON form: lines as `message0`, `args0` and so on. */
export interface BlocklyDefinition {
  readonly type: string;
  readonly colour: number;
  readonly tooltip: string;
  readonly output?: readonly string[] | null;
  readonly previousStatement?: null;
  readonly nextStatement?: null;
  /** Given where inputs come out of `extraState`: whoever draws blocks registers it under this name. */
  readonly mutator?: string;
  readonly [line: `message${number}`]: string;
  readonly [args: `args${number}`]: readonly BlocklyArgument[];
}

/** A field or an input on a line. */
export interface BlocklyArgument {
  readonly type: string;
  readonly name: string;
  readonly [setting: string]: unknown;
}

/**
 * One of our own blocks as Blockly's `defineBlocksWithJsonArray` takes it; null for Blockly's own,
 * which have definitions there. Lists of the app's connections and commands are fields of the types
 * `field_trunkline_connections` and `field_trunkline_commands`, which whoever draws blocks registers.
 */
export function blocklyDefinitionOf(declaration: BlockDeclaration): BlocklyDefinition | null {
  const { type, lines, tooltip, category, dynamicInputs } = declaration;
  if (lines === undefined) return null;
  return {
    type,
    tooltip,
    colour: categories[category].colour,
    ...shapeOf(declaration),
    ...(dynamicInputs === undefined ? {} : { mutator: `${type}_mutator` }),
    ...Object.fromEntries(lines.flatMap((line, index) => faceOf(declaration, line, index))),
  };
}

function shapeOf({ shape, gives }: BlockDeclaration) {
  switch (shape) {
    case "output":
      return { output: gives === undefined ? null : gives.map((type) => checkNames[type]) };
    case "start":
      return { nextStatement: null };
    case "terminal":
      return { previousStatement: null };
    case "regular":
      return { previousStatement: null, nextStatement: null };
    case "definition":
      return {};
  }
}

function faceOf(declaration: BlockDeclaration, line: string, index: number) {
  const args: BlocklyArgument[] = [];
  const message = line.replaceAll(/%([A-Z][A-Z0-9_]*)/gu, (_, name: string) => {
    args.push(argumentOf(declaration, name));
    return `%${args.length}`;
  });
  return [
    [`message${index}`, message],
    [`args${index}`, args],
  ] as const;
}

function argumentOf(declaration: BlockDeclaration, name: string): BlocklyArgument {
  const field = declaration.fields?.[name];
  if (field !== undefined) return { name, ...fieldOf(field) };
  if (declaration.statements?.includes(name) === true) return { name, type: "input_statement" };
  const accepts = declaration.inputs?.[name]?.accepts;
  const check = accepts?.map((type) => checkNames[type]);
  return { name, type: "input_value", ...(check === undefined ? {} : { check }) };
}

function fieldOf(field: FieldDeclaration): Omit<BlocklyArgument, "name"> & { type: string } {
  switch (field.kind) {
    case "text":
    case "lines":
      return { type: "field_input", text: field.initial ?? "" };
    case "number":
      return { type: "field_number", value: field.initial ?? 0 };
    case "checkbox":
      return { type: "field_checkbox", checked: field.initial ?? false };
    case "dropdown":
      return { type: "field_dropdown", options: field.options };
    case "variable":
      return { type: "field_variable" };
    case "connections":
    case "commands":
      return { type: `field_trunkline_${field.kind}` };
  }
}
