import type { BlockJson } from "../../document/workspace.ts";
import { callingExpression, callingStatement } from "../../run/call.ts";
import type { Compiling, ProcedureLink } from "../../run/compiling.ts";
import { FlowError } from "../../run/errors.ts";
import type { Expression } from "../../run/expression.ts";
import { argumentCount, calledName } from "../../run/procedure-json.ts";
import { compilesStatement, compilesValue } from "../behaviour.ts";
import { defineBlock, type DynamicInputs } from "../define-block.ts";

/** Calls a function. */
export const callWithoutReturn = defineBlock({
  type: "procedures_callnoreturn",
  category: "functions",
  shape: "regular",
  tooltip: "Runs a function.",
  dynamicInputs: argumentInputs,
  behaviour: compilesStatement((compiling) => {
    const procedure = compiling.procedure(calledName(compiling.block));
    if (procedure === null) return failing(compiling.block);
    return callingStatement(compiling.block.id, procedure, argumentsOf(compiling));
  }),
});

/** Calls a function and gives the value that it gives back. */
export const callWithReturn = defineBlock({
  type: "procedures_callreturn",
  category: "functions",
  shape: "output",
  tooltip: "Runs a function and gives the value that it gives back.",
  dynamicInputs: argumentInputs,
  behaviour: compilesValue((compiling) => {
    const procedure: ProcedureLink | null = compiling.procedure(calledName(compiling.block));
    if (procedure === null) return { isAsync: false, size: 1, run: failing(compiling.block) };
    return callingExpression(compiling.block.id, procedure, argumentsOf(compiling));
  }),
});

function argumentInputs(block: BlockJson): DynamicInputs {
  const names = Array.from({ length: argumentCount(block) }, (_, index) => `ARG${index}`);
  return { inputs: Object.fromEntries(names.map((name) => [name, {}])) };
}

function argumentsOf({ block, value }: Compiling): Expression[] {
  return Object.keys(argumentInputs(block).inputs ?? {}).map((name) => value(name));
}

/** Only what is met fails, so that a run comes as far as it can. */
function failing(block: BlockJson): () => never {
  return () => {
    throw new FlowError({
      code: "PROCEDURE_UNKNOWN",
      message: "There is no function of this name, or it is switched off.",
      hint: "Define the function, or take the call out.",
      blockId: block.id,
    });
  };
}
