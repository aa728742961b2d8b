import {
  statementInputsOf,
  valueInputsOf,
  type BlockDeclaration,
} from "../catalogue/define-block.ts";
import type { BlockJson } from "../document/workspace.ts";
import { inputOf, stackFrom, valueBlock } from "./block-json.ts";
import { calledName, isCall, procedureKey } from "./procedure-json.ts";

/** What stands in a procedure, as far as waiting goes. */
interface Contents {
  hasEffect: boolean;
  readonly calls: Set<string>;
}

/** Finds the declaration of a block type. */
export type FindBlock = (type: string) => BlockDeclaration | undefined;

/**
 * The keys of the procedures that have an effect, in themselves or through the ones that they call.
 * Calling such a one in an expression makes the expression wait; all others stay synchronous.
 */
export function proceduresWithEffect(
  definitions: ReadonlyMap<string, BlockJson>,
  find: FindBlock,
): ReadonlySet<string> {
  const contents = new Map<string, Contents>();
  for (const [key, block] of definitions) contents.set(key, contentsOf(block, find));
  const callers = callersOf(contents);
  const found = new Set<string>();
  const queue = [...contents].filter(([, { hasEffect }]) => hasEffect).map(([key]) => key);
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    queue.push(...(callers.get(key) ?? []));
  }
  return found;
}

function callersOf(contents: ReadonlyMap<string, Contents>): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  for (const [caller, { calls }] of contents) {
    for (const called of calls) callers.set(called, [...(callers.get(called) ?? []), caller]);
  }
  return callers;
}

function contentsOf(definition: BlockJson, find: FindBlock): Contents {
  const contents: Contents = { hasEffect: false, calls: new Set() };
  const queue = [definition];
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    if (isCall(block)) contents.calls.add(procedureKey(calledName(block)));
    const declaration = find(block.type);
    if (declaration === undefined) continue;
    if (hasEffectItself(declaration)) contents.hasEffect = true;
    queue.push(...blocksIn(block, declaration));
  }
  return contents;
}

function blocksIn(block: BlockJson, declaration: BlockDeclaration): BlockJson[] {
  const values = Object.keys(valueInputsOf(declaration, block))
    .map((input) => valueBlock(block, input))
    .filter((plugged) => plugged !== null);
  const stacks = statementInputsOf(declaration, block).flatMap((input) =>
    stackFrom(inputOf(block, input)),
  );
  return [...values, ...stacks];
}

function hasEffectItself({ behaviour }: BlockDeclaration): boolean {
  return (
    behaviour.kind === "performs" ||
    (behaviour.kind === "compiles-statement" && behaviour.hasEffect)
  );
}
