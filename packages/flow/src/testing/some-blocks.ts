import type { BlockJson } from "../document/workspace.ts";
import { aBlock, variableField } from "./a-workspace.ts";

/** A number. */
export function aNumber(value: number): BlockJson {
  return aBlock("math_number", { fields: { NUM: value } });
}

/** A text. */
export function aText(value: string): BlockJson {
  return aBlock("text", { fields: { TEXT: value } });
}

/** True or false. */
export function aBoolean(value: boolean): BlockJson {
  return aBlock("logic_boolean", { fields: { BOOL: value ? "TRUE" : "FALSE" } });
}

/** A list of values. */
export function aList(...items: readonly BlockJson[]): BlockJson {
  const values = Object.fromEntries(items.map((item, index) => [`ADD${index}`, item]));
  return aBlock("lists_create_with", { values, extraState: { itemCount: items.length } });
}

/** What a variable holds; its id is its name. */
export function get(variable: string): BlockJson {
  return aBlock("variables_get", { fields: variableField(variable) });
}

/** Puts a value into a variable. */
export function set(variable: string, value: BlockJson): BlockJson {
  return aBlock("variables_set", { fields: variableField(variable), values: { VALUE: value } });
}

/** Adds to a variable. */
export function change(variable: string, delta: number): BlockJson {
  const values = { DELTA: aNumber(delta) };
  return aBlock("math_change", { fields: variableField(variable), values });
}

/** Writes into the log. */
export function log(value: BlockJson, id?: string): BlockJson {
  return aBlock("trunkline_log", { ...(id === undefined ? {} : { id }), values: { VALUE: value } });
}

/** Calculates: `ADD`, `MINUS`, `MULTIPLY`, `DIVIDE`, `POWER`. */
export function calculate(left: BlockJson, operator: string, right: BlockJson): BlockJson {
  return aBlock("math_arithmetic", { fields: { OP: operator }, values: { A: left, B: right } });
}

/** Compares: `EQ`, `NEQ`, `LT`, `LTE`, `GT`, `GTE`. */
export function compare(left: BlockJson, operator: string, right: BlockJson): BlockJson {
  return aBlock("logic_compare", { fields: { OP: operator }, values: { A: left, B: right } });
}

/** If, and perhaps else. */
export function when(
  condition: BlockJson,
  then: readonly BlockJson[],
  otherwise?: readonly BlockJson[],
): BlockJson {
  return aBlock("controls_if", {
    values: { IF0: condition },
    stacks: { DO0: then, ...(otherwise === undefined ? {} : { ELSE: otherwise }) },
    ...(otherwise === undefined ? {} : { extraState: { hasElse: true } }),
  });
}

/** Repeats a number of times. */
export function repeat(times: BlockJson, body: readonly BlockJson[], id?: string): BlockJson {
  return aBlock("controls_repeat_ext", {
    ...(id === undefined ? {} : { id }),
    values: { TIMES: times },
    stacks: { DO: body },
  });
}

/** Repeats while a condition holds. */
export function repeatWhile(condition: BlockJson, body: readonly BlockJson[]): BlockJson {
  return aBlock("controls_whileUntil", {
    fields: { MODE: "WHILE" },
    values: { BOOL: condition },
    stacks: { DO: body },
  });
}

/** Leaves a loop or goes on with its next turn. */
export function flow(statement: "BREAK" | "CONTINUE"): BlockJson {
  return aBlock("controls_flow_statements", { fields: { FLOW: statement } });
}

/** What a function is made of. */
export interface FunctionParts {
  readonly parameters?: readonly string[];
  readonly stack?: readonly BlockJson[];
  /** Makes it one that gives a value back. */
  readonly gives?: BlockJson;
}

/** Defines a function; a parameter's id is its name. */
export function define(name: string, parts: FunctionParts): BlockJson {
  const params = (parts.parameters ?? []).map((parameter) => ({ name: parameter, id: parameter }));
  return aBlock(parts.gives === undefined ? "procedures_defnoreturn" : "procedures_defreturn", {
    fields: { NAME: name },
    ...(params.length === 0 ? {} : { extraState: { params } }),
    values: parts.gives === undefined ? {} : { RETURN: parts.gives },
    stacks: { STACK: parts.stack ?? [] },
  });
}

/** Calls a function for what it does. */
export function call(name: string, args: readonly BlockJson[] = [], id?: string): BlockJson {
  return aBlock("procedures_callnoreturn", callParts(name, args, id));
}

/** Calls a function for its value. */
export function callFor(name: string, args: readonly BlockJson[] = [], id?: string): BlockJson {
  return aBlock("procedures_callreturn", callParts(name, args, id));
}

function callParts(name: string, args: readonly BlockJson[], id: string | undefined) {
  return {
    ...(id === undefined ? {} : { id }),
    extraState: { name, params: args.map((_, index) => `parameter${index}`) },
    values: Object.fromEntries(args.map((argument, index) => [`ARG${index}`, argument])),
  };
}

/** Leaves a function early. */
export function ifReturn(condition: BlockJson, value: BlockJson): BlockJson {
  return aBlock("procedures_ifreturn", { values: { CONDITION: condition, VALUE: value } });
}

/** What a command block is made of. */
export interface CommandParts {
  readonly id?: string;
  readonly data?: BlockJson;
  readonly success?: readonly BlockJson[];
  readonly fail?: readonly BlockJson[];
}

/** Runs `sendMessage` of the connection `twilio`. */
export function command(parts: CommandParts = {}): BlockJson {
  return aBlock("trunkline_execute_connection_command", {
    ...(parts.id === undefined ? {} : { id: parts.id }),
    values: {
      CONNECTION: aText("twilio"),
      COMMAND: aText("sendMessage"),
      ...(parts.data === undefined ? {} : { DATA: parts.data }),
    },
    stacks: { SUCCESS: parts.success ?? [], FAIL: parts.fail ?? [] },
  });
}

/** An object with the given properties. */
export function anObject(properties: Readonly<Record<string, BlockJson>>): BlockJson {
  const keys = Object.keys(properties);
  const values = Object.fromEntries(
    Object.values(properties).map((value, index) => [`VALUE${index}`, value]),
  );
  return aBlock("trunkline_object", { values, extraState: { keys } });
}

/** The value kept under a key. */
export function keptValue(key: string, id?: string): BlockJson {
  return aBlock("trunkline_kept_value", {
    ...(id === undefined ? {} : { id }),
    values: { KEY: aText(key) },
  });
}
