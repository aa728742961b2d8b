import type { FlowSource } from "@trunkline/flow/run";

/** A workspace as Blockly saves it. */
export type Workspace = FlowSource["workspace"];

/** A block in one. */
export type Block = NonNullable<Workspace["blocks"]>["blocks"][number];

/** A Web Hook that runs one block. */
export function webHook(block: Block, variables: readonly string[]): Workspace {
  const start: Block = { type: "trunkline_when_called", id: "start", next: { block } };
  return {
    blocks: { blocks: [start] },
    variables: variables.map((name) => ({ id: name, name })),
  };
}

/** A number. */
export function number(id: string, value: number): Block {
  return { type: "math_number", id, fields: { NUM: value } };
}

/** A text. */
export function text(id: string, value: string): Block {
  return { type: "text", id, fields: { TEXT: value } };
}

/** What a variable holds. */
export function variable(id: string, name: string): Block {
  return { type: "variables_get", id, fields: { VAR: { id: name } } };
}

/** Calculates with two numbers. */
export function calculate(id: string, a: Block, operator: string, b: Block): Block {
  const inputs = { A: { block: a }, B: { block: b } };
  return { type: "math_arithmetic", id, fields: { OP: operator }, inputs };
}
