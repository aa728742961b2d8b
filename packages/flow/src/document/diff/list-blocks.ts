import { isPlainObject, ownValue } from "../plain-object.ts";

/** A block of a workspace as one compares it with another's. */
export interface ListedBlock {
  readonly id: string;
  readonly type: string;
  /** What holds the stack that it stands in: a block's input, or the workspace. */
  readonly holder: BlockHolder;
  /** The block that it hangs below in its stack; null for the first one. */
  readonly above: ListedBlock | null;
  /** Everything that Blockly saved of it, without the blocks that hang on it. */
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Where a stack of blocks hangs; a single value is a stack of one. */
export interface BlockHolder {
  /** Null for a stack that lies on the workspace. */
  readonly parent: ListedBlock | null;
  /** The parent's input, `~` before it for a shadow; null on the workspace. */
  readonly input: string | null;
}

/** The blocks of a workspace, parents before what hangs on them and stacks from top to bottom. */
export interface BlockList {
  readonly byId: ReadonlyMap<string, ListedBlock>;
  readonly stacks: readonly BlockStack[];
}

/** The blocks of a stack, by id. */
export interface BlockStack {
  readonly holder: BlockHolder;
  readonly ids: readonly string[];
}

interface Pending {
  readonly raw: unknown;
  readonly holder: BlockHolder;
}

const jointNames = new Set(["inputs", "next", "type", "id"]);

/** Lists the blocks of a workspace; null when it is none that Blockly wrote. */
export function listBlocks(workspace: unknown): BlockList | null {
  const tops = topsOf(workspace);
  if (tops === null) return null;
  const byId = new Map<string, ListedBlock>();
  const stacks: BlockStack[] = [];
  const pending: Pending[] = tops
    .map((raw) => ({ raw, holder: { parent: null, input: null } }))
    .toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const ids: string[] = [];
    const below: Pending[] = [];
    let { raw } = next;
    let above: ListedBlock | null = null;
    while (isPlainObject(raw) && typeof ownValue(raw, "type") === "string") {
      const block: ListedBlock = readBlock(raw, { holder: next.holder, above }, byId);
      byId.set(block.id, block);
      ids.push(block.id);
      above = block;
      below.push(...inputsOf(raw, block));
      const joint = ownValue(raw, "next");
      raw = isPlainObject(joint) ? (ownValue(joint, "block") ?? ownValue(joint, "shadow")) : null;
    }
    if (ids.length > 0) stacks.push({ holder: next.holder, ids });
    for (const one of below.toReversed()) pending.push(one);
  }
  return { byId, stacks };
}

function topsOf(workspace: unknown): readonly unknown[] | null {
  if (!isPlainObject(workspace)) return null;
  const holder = ownValue(workspace, "blocks") ?? {};
  const list = isPlainObject(holder) ? (ownValue(holder, "blocks") ?? []) : null;
  return Array.isArray(list) ? list : null;
}

function readBlock(
  raw: Readonly<Record<string, unknown>>,
  place: Pick<ListedBlock, "holder" | "above">,
  byId: ReadonlyMap<string, ListedBlock>,
): ListedBlock {
  const id = freeId(ownValue(raw, "id"), byId);
  const parts = Object.fromEntries(Object.entries(raw).filter(([name]) => !jointNames.has(name)));
  return { id, type: String(ownValue(raw, "type")), ...place, parts };
}

/** Blocks without an id, and those whose id another one has, are counted through. */
function freeId(given: unknown, byId: ReadonlyMap<string, ListedBlock>): string {
  const wanted = typeof given === "string" && given !== "" ? given : `block ${byId.size + 1}`;
  let id = wanted;
  for (let number = 2; byId.has(id); number += 1) id = `${wanted} (${number})`;
  return id;
}

function inputsOf(raw: Readonly<Record<string, unknown>>, parent: ListedBlock): Pending[] {
  const inputs = ownValue(raw, "inputs");
  if (!isPlainObject(inputs)) return [];
  return Object.entries(inputs).flatMap(([input, joint]): Pending[] => {
    if (!isPlainObject(joint)) return [];
    const shadow = { raw: ownValue(joint, "shadow"), holder: holderOf(parent, `~${input}`) };
    const block = { raw: ownValue(joint, "block"), holder: holderOf(parent, input) };
    return [shadow, block].filter(({ raw: held }) => held !== undefined && held !== null);
  });
}

function holderOf(parent: ListedBlock, input: string): BlockHolder {
  return { parent, input };
}
