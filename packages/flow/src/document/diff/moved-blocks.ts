import type { BlockList, BlockStack } from "./list-blocks.ts";

/**
 * The ids of the blocks that stand elsewhere than before: in another stack, or before or behind
 * others of their own. What merely makes room for a block that came or went has not moved.
 */
export function movedBlocks(before: BlockList, after: BlockList): ReadonlySet<string> {
  const placeBefore = placesOf(before.stacks);
  const stackBefore = matchStacks(before, after);
  const moved = new Set<string>();
  for (const [index, { ids }] of after.stacks.entries()) {
    const known = ids.filter((id) => placeBefore.has(id));
    const stayed = known.filter((id) => placeBefore.get(id)?.stack === stackBefore[index]);
    const inOrder = longestRising(stayed.map((id) => placeBefore.get(id)?.number ?? 0));
    const kept = new Set(inOrder.map((position) => stayed[position]));
    for (const id of known) if (!kept.has(id)) moved.add(id);
  }
  return moved;
}

interface Place {
  readonly stack: number;
  readonly number: number;
}

function placesOf(stacks: readonly BlockStack[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [stack, { ids }] of stacks.entries()) {
    for (const [number, id] of ids.entries()) places.set(id, { stack, number });
  }
  return places;
}

/**
 * For each stack the one that it was before: the one in the same input; on the workspace the one
 * whose first block it has, or else most blocks of. No stack was two.
 */
function matchStacks(before: BlockList, after: BlockList): (number | undefined)[] {
  const inInput = new Map(before.stacks.map((stack, index) => [keyOf(stack), index]));
  const matches = after.stacks.map((stack) =>
    stack.holder.parent === null ? undefined : inInput.get(keyOf(stack)),
  );
  const nowIn = placesOf(after.stacks);
  for (const [index, stack] of before.stacks.entries()) {
    if (stack.holder.parent !== null) continue;
    const stacks = stack.ids.flatMap((id) => topStackOf(nowIn.get(id), after) ?? []);
    const first = topStackOf(nowIn.get(stack.ids[0] ?? ""), after);
    const match = first ?? mostFrequent(stacks);
    if (match !== undefined) matches[match] ??= index;
  }
  return matches;
}

function topStackOf(place: Place | undefined, { stacks }: BlockList): number | undefined {
  const isTop = place !== undefined && stacks[place.stack]?.holder.parent === null;
  return isTop ? place.stack : undefined;
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function keyOf({ holder: { parent, input } }: BlockStack): string {
  return JSON.stringify([parent?.id, input]);
}

/** The positions of a longest rising part of a list. */
function longestRising(numbers: readonly number[]): number[] {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [position, number] of numbers.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[position] = tails[low - 1];
    tails[low] = position;
  }
  const rising: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) rising.push(at);
  return rising.toReversed();
}
