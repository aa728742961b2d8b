import { defineBlock } from "../define-block.ts";

/** Defines a function that gives nothing back. */
export const definitionWithoutReturn = defineBlock({
  type: "procedures_defnoreturn",
  category: "functions",
  shape: "definition",
  tooltip: "Defines a function.",
  fields: { NAME: { kind: "text" } },
  statements: ["STACK"],
  behaviour: { kind: "defines" },
});

/** Defines a function that gives a value back. */
export const definitionWithReturn = defineBlock({
  type: "procedures_defreturn",
  category: "functions",
  shape: "definition",
  tooltip: "Defines a function that gives a value back.",
  fields: { NAME: { kind: "text" } },
  inputs: { RETURN: {} },
  statements: ["STACK"],
  behaviour: { kind: "defines" },
});
