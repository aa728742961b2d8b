import { type BlockPair, diffBlock, liesElsewhere, type VariableNames } from "./diff-block.ts";
import type { BlockList, ListedBlock } from "./list-blocks.ts";
import { movedBlocks } from "./moved-blocks.ts";
import { blockNames, type NameBlock } from "./name-block.ts";
import { placeInWords } from "./place-in-words.ts";

/** The blocks of a workspace and what it calls its variables. */
export interface BlocksAndVariables {
  readonly list: BlockList;
  readonly variables: VariableNames;
}

/** One of two workspaces, ready to be told of. */
interface Side extends BlocksAndVariables {
  readonly name: NameBlock;
  /** How many blocks that only this side has are inside of one that only this side has. */
  readonly withIt: ReadonlyMap<string, number>;
}

/** What became of the blocks of a workspace, in sentences: gone, new, changed, moved. */
export function diffBlockLists(was: BlocksAndVariables, is: BlocksAndVariables): string[] {
  const before = sideOf(was, is.list);
  const after = sideOf(is, was.list);
  const moved = movedBlocks(was.list, is.list);
  const gone = onlyIn(was.list, is.list).map(
    (block) => `${before.name(block)} is gone${andWith(block, before)}`,
  );
  let elsewhere = 0;
  const others = [...is.list.byId.values()].flatMap((block) => {
    const old = was.list.byId.get(block.id);
    if (old === undefined) return newBlock(block, after, was.list);
    const pair = pairOf(old, block, before, after);
    if (liesElsewhere(pair) && !moved.has(block.id)) elsewhere += 1;
    return [
      ...changedBlock(pair, after),
      ...(moved.has(block.id) ? [movedBlock(pair, before, after)] : []),
    ];
  });
  return [...gone, ...others, ...(elsewhere === 0 ? [] : [layoutSentence(elsewhere)])];
}

function sideOf(own: BlocksAndVariables, other: BlockList): Side {
  return { ...own, name: blockNames(own.list), withIt: countsInside(own.list, other) };
}

/** The blocks that only one side has and that hang on no other such block. */
function onlyIn(own: BlockList, other: BlockList): ListedBlock[] {
  return [...own.byId.values()].filter(
    (block) => !other.byId.has(block.id) && outermost(block, other) === block,
  );
}

/** The block furthest out that holds this one and that the other side lacks. */
function outermost(block: ListedBlock, other: BlockList): ListedBlock {
  let found = block;
  for (let at = block.holder.parent; at !== null; at = at.holder.parent) {
    if (!other.byId.has(at.id)) found = at;
  }
  return found;
}

function countsInside(own: BlockList, other: BlockList): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of own.byId.values()) {
    if (other.byId.has(block.id)) continue;
    const { id } = outermost(block, other);
    if (id !== block.id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function andWith({ id }: ListedBlock, { withIt }: Side): string {
  const count = withIt.get(id);
  if (count === undefined) return "";
  return `, with ${count === 1 ? "1 block" : `${count} blocks`} in it`;
}

function newBlock(block: ListedBlock, after: Side, before: BlockList): string[] {
  if (outermost(block, before) !== block) return [];
  const place = placeInWords(block, after.name);
  return [`${after.name(block)} is new, ${place}${andWith(block, after)}`];
}

function pairOf(was: ListedBlock, is: ListedBlock, before: Side, after: Side): BlockPair {
  return {
    before: was,
    after: is,
    variablesBefore: before.variables,
    variablesAfter: after.variables,
  };
}

function changedBlock(pair: BlockPair, after: Side): string[] {
  const clauses = diffBlock(pair);
  if (clauses.length === 0) return [];
  return [`${after.name(pair.after, fieldsChanged(pair))}: ${clauses.join("; ")}`];
}

/** A text that has changed is told anyway, and says nothing about where the block is. */
function fieldsChanged({ before, after }: BlockPair): boolean {
  return before.parts["fields"] !== undefined || after.parts["fields"] !== undefined;
}

function movedBlock(pair: BlockPair, before: Side, after: Side): string {
  const was = placeInWords(pair.before, before.name);
  const is = placeInWords(pair.after, after.name);
  return `${after.name(pair.after)} moved: was ${was}, is ${is}`;
}

function layoutSentence(count: number): string {
  return `${count === 1 ? "1 stack lies" : `${count} stacks lie`} elsewhere on the workspace`;
}
