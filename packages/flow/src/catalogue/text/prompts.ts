import { FlowError } from "../../run/errors.ts";
import { compilesValue, type Behaviour } from "../behaviour.ts";
import { defineBlock, type BlockFault, type FieldDeclaration } from "../define-block.ts";

const refusal = {
  message: "A prompt asks whoever sits before the screen, and a flow runs without anybody there.",
  hint: "Take the value from the request, from a variable or from an element of the page.",
} as const;

/** Blockly's prompts are declared only so that they can be refused by name. */
const refused: Behaviour = compilesValue(({ block }) => {
  throw new FlowError({ code: "BLOCK_UNKNOWN", ...refusal, blockId: block.id });
});

function refusing(): readonly BlockFault[] {
  return [{ code: "BLOCK_NOT_SUPPORTED", severity: "error", ...refusal }];
}

const answerType: FieldDeclaration = {
  kind: "dropdown",
  options: [
    ["prompt for text", "TEXT"],
    ["prompt for number", "NUMBER"],
  ],
};

/** Asks for a value, with a message that is plugged in. Refused. */
export const textPromptExt = defineBlock({
  type: "text_prompt_ext",
  category: "text",
  shape: "output",
  tooltip: "Cannot be used: there is nobody to ask.",
  fields: { TYPE: answerType },
  inputs: { TEXT: { missing: "" } },
  check: refusing,
  behaviour: refused,
});

/** Asks for a value, with a message on the block. Refused. */
export const textPrompt = defineBlock({
  type: "text_prompt",
  category: "text",
  shape: "output",
  tooltip: "Cannot be used: there is nobody to ask.",
  fields: { TYPE: answerType, TEXT: { kind: "text", initial: "" } },
  check: refusing,
  behaviour: refused,
});
