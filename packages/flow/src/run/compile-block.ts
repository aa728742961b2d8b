import type { BlockReading } from "../catalogue/behaviour.ts";
import { valueInputsOf, type BlockDeclaration } from "../catalogue/define-block.ts";
import type { BlockJson } from "../document/workspace.ts";
import { fieldText } from "./block-json.ts";
import type { Compiling } from "./compiling.ts";
import { FlowError } from "./errors.ts";
import { applied, constant, evaluateAll, sizeOf, type Expression } from "./expression.ts";
import { performOrFail } from "./perform.ts";
import { next, type Signal } from "./signals.ts";
import { acting, withValues, type Statement } from "./statement.ts";

/** Compiles an output block. Errors: `BLOCK_UNKNOWN` for a block that gives no value. */
export function compileOutput(declaration: BlockDeclaration, compiling: Compiling): Expression {
  const { block } = compiling;
  const { behaviour } = declaration;
  if (declaration.shape !== "output") throw misplaced(block, "gives no value");
  switch (behaviour.kind) {
    case "computes":
      return applied(
        block.id,
        inputsOf(declaration, compiling),
        behaviour.prepare(readingOf(block)),
      );
    case "stands-for":
      return { ...constant(behaviour.valueOf(readingOf(block))), size: 1 };
    case "compiles-value":
      return behaviour.compile(compiling);
    case "performs": {
      const inputs = inputsOf(declaration, compiling);
      const effectOf = behaviour.prepare(readingOf(block));
      return {
        isAsync: true,
        size: 1 + sizeOf(inputs),
        run: async (frame) => {
          const values = await evaluateAll(inputs, frame);
          return performOrFail(frame, block.id, effectOf(frame.run, ...values));
        },
      };
    }
    case "acts":
    case "compiles-statement":
    case "starts":
    case "defines":
      throw misplaced(block, "gives no value");
  }
}

/** Compiles a block of a stack. Errors: `BLOCK_UNKNOWN` for one that does not stack. */
export function compileStatement(declaration: BlockDeclaration, compiling: Compiling): Statement {
  const { block } = compiling;
  const { behaviour } = declaration;
  if (declaration.shape === "output") throw misplaced(block, "does not stack");
  switch (behaviour.kind) {
    case "acts":
      return acting(
        block.id,
        inputsOf(declaration, compiling),
        behaviour.prepare(readingOf(block)),
      );
    case "compiles-statement":
      return behaviour.compile(compiling);
    case "performs": {
      const effectOf = behaviour.prepare(readingOf(block));
      const inputs = inputsOf(declaration, compiling);
      return withValues(block.id, inputs, async (frame, values): Promise<Signal> => {
        await performOrFail(frame, block.id, effectOf(frame.run, ...values));
        return next;
      });
    }
    case "computes":
    case "stands-for":
    case "compiles-value":
    case "starts":
    case "defines":
      throw misplaced(block, "does not stack");
  }
}

function inputsOf(declaration: BlockDeclaration, compiling: Compiling): Expression[] {
  const inputs = Object.entries(valueInputsOf(declaration, compiling.block));
  return inputs.map(([name, { missing }]) => compiling.value(name, missing ?? null));
}

function readingOf(block: BlockJson): BlockReading {
  return { block, field: (name) => fieldText(block, name) };
}

function misplaced(block: BlockJson, how: string): FlowError {
  return new FlowError({
    code: "BLOCK_UNKNOWN",
    message: `A block of this kind ${how}, so it cannot stand here.`,
    hint: "Take it out and put it where it fits.",
    blockId: block.id,
  });
}
