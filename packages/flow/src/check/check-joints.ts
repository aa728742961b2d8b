import { shown } from "./names.ts";
import type { Finding, Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether a block fits where it hangs: shape to shape, and its value's type to the input's. */
export function checkJoint(at: StandingBlock, report: Report): void {
  const { parent, declaration, place } = at;
  if (parent === null || declaration === null) return;
  const finding =
    place.input === null ? belowParent(at, parent) : inParent(at, parent, place.input);
  if (finding !== null) report.atBlock(place, finding);
}

function belowParent(at: StandingBlock, parent: StandingBlock): Finding | null {
  if (!isStackable(at)) return wrongKind(at, "It cannot stand below another block.");
  switch (parent.declaration?.shape) {
    case "output":
    case "definition":
      return wrongKind(at, "Nothing can stand below the block above it.");
    case "terminal":
      return {
        code: "BLOCK_UNREACHABLE",
        severity: "warning",
        message: "This block is never reached: the one above it ends the stack.",
        hint: "Move it above that block, or take it out.",
      };
    case "regular":
    case "start":
    case undefined:
      return null;
  }
}

function inParent(at: StandingBlock, parent: StandingBlock, input: string): Finding | null {
  if (parent.statementInputs.includes(input)) {
    return isStackable(at) ? null : wrongKind(at, "This input takes blocks that stack.");
  }
  if (!Object.hasOwn(parent.valueInputs, input)) return null;
  if (at.declaration?.shape !== "output") return wrongKind(at, "This input takes a value.");
  const accepts = parent.valueInputs[input]?.accepts;
  const { gives } = at.declaration;
  if (accepts === undefined || gives === undefined) return null;
  return gives.some((type) => accepts.includes(type)) ? null : wrongType(gives, accepts);
}

function isStackable({ declaration }: StandingBlock): boolean {
  return declaration?.shape === "regular" || declaration?.shape === "terminal";
}

function wrongKind({ block }: StandingBlock, message: string): Finding {
  return {
    code: "INPUT_KIND_WRONG",
    message: `${shown(block.type)} does not fit here. ${message}`,
    hint: "Move it to where Blockly would let it snap in.",
  };
}

function wrongType(gives: readonly string[], accepts: readonly string[]): Finding {
  return {
    code: "VALUE_TYPE_WRONG",
    message: `The block gives a ${gives.join(" or ")} where a ${accepts.join(" or ")} is needed.`,
    hint: "Plug in another block, or one that converts the value.",
  };
}
