import type { BlockJson } from "../../document/workspace.ts";
import { branching, type Branch } from "../../run/branch.ts";
import type { Compiling } from "../../run/compiling.ts";
import { next } from "../../run/signals.ts";
import type { Statement } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock, type ValueInput } from "../define-block.ts";

const condition: ValueInput = { accepts: ["boolean"], missing: false };

/** What a mutator of this block may add at most: a flow's document could claim any number. */
const elseIfMax = 1000;

/** If, with as many else-ifs as its mutator keeps, and perhaps an else. */
export const controlsIf = defineBlock({
  type: "controls_if",
  category: "logic",
  shape: "regular",
  tooltip: "Runs the first part whose condition holds.",
  inputs: { IF0: condition },
  statements: ["DO0"],
  dynamicInputs: (block) => {
    const { elseIfs, hasElse } = partsOf(block);
    return {
      inputs: Object.fromEntries(elseIfs.map((n) => [`IF${n}`, condition])),
      statements: [...elseIfs.map((n) => `DO${n}`), ...(hasElse ? ["ELSE"] : [])],
    };
  },
  behaviour: compilesStatement((compiling) => {
    const { elseIfs, hasElse } = partsOf(compiling.block);
    return compileIf(compiling, [0, ...elseIfs], hasElse);
  }),
});

/** If and else, without a mutator. */
export const controlsIfElse = defineBlock({
  type: "controls_ifelse",
  category: "logic",
  shape: "regular",
  tooltip: "Runs the first part if the condition holds, otherwise the second.",
  inputs: { IF0: condition },
  statements: ["DO0", "ELSE"],
  behaviour: compilesStatement((compiling) => compileIf(compiling, [0], true)),
});

function compileIf(compiling: Compiling, parts: readonly number[], hasElse: boolean): Statement {
  const nothing: Statement = () => next;
  const branches = parts.map((part): Branch => {
    return {
      condition: compiling.value(`IF${part}`, false),
      body: compiling.stack(`DO${part}`) ?? nothing,
    };
  });
  const otherwise = hasElse ? compiling.stack("ELSE") : null;
  return branching(compiling.block.id, branches, otherwise ?? nothing);
}

function partsOf({ extraState }: BlockJson): { elseIfs: readonly number[]; hasElse: boolean } {
  const { elseIfCount, hasElse } = Object(extraState) as Record<string, unknown>;
  const count = typeof elseIfCount === "number" ? Math.trunc(elseIfCount) : 0;
  const length = Math.min(Math.max(count || 0, 0), elseIfMax);
  return { elseIfs: Array.from({ length }, (_, index) => index + 1), hasElse: hasElse === true };
}
