import { isPlainObject, ownValue } from "../plain-object.ts";
import type { BlockList, ListedBlock } from "./list-blocks.ts";

const hintMax = 40;

/** How blocks of one workspace are called in sentences. */
export type NameBlock = (block: ListedBlock, isTextKnown?: boolean) => string;

/**
 * Names blocks by their type, their id, and the nearest text that a person has typed: on the block
 * itself or on what is plugged into it.
 */
export function blockNames({ byId }: BlockList): NameBlock {
  const hints = new Map<string, string>();
  // What hangs on a block comes after it: from the end, each has its own texts before its parent asks.
  for (const block of [...byId.values()].toReversed()) {
    const hint = typedText(block) ?? hints.get(block.id);
    if (hint === undefined) continue;
    hints.set(block.id, hint);
    const { parent } = block.holder;
    if (parent !== null) hints.set(parent.id, hint);
  }
  return (block, isTextKnown = false) => {
    const hint = isTextKnown ? undefined : hints.get(block.id);
    const near = hint === undefined ? "" : `, near ${hint}`;
    return `block "${block.type}" (id ${block.id}${near})`;
  };
}

/** A text typed on a block itself; options and switches are none. */
function typedText({ parts }: ListedBlock): string | undefined {
  const fields = ownValue(parts, "fields");
  if (!isPlainObject(fields)) return undefined;
  const text = Object.values(fields).find(
    (value) => typeof value === "string" && value.trim() !== "" && !/^[A-Z0-9_]+$/u.test(value),
  );
  if (typeof text !== "string") return undefined;
  return JSON.stringify(text.length > hintMax ? `${text.slice(0, hintMax)}…` : text);
}
