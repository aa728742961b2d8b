import fc from "fast-check";

import { plausibleFlows } from "./arbitrary-flow.ts";

const wrecks = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    {},
    [],
    1e9,
    -1,
    "",
    "__proto__",
    "TRUE",
    { id: "v1" },
    { block: {} },
  ),
  fc.constantFrom<unknown>({ block: { type: "text" } }, { keys: [1, null] }, { params: [null, 3] }),
  fc.constantFrom<unknown>(
    { itemCount: -2 },
    { itemCount: 1e7 },
    { elseIfCount: 0.5 },
    "<mutation/>",
  ),
  fc.anything(),
);

interface Damage {
  /** Which of the places of the file, as a part of all of them. */
  readonly where: number;
  readonly kind: "replace" | "remove" | "rename" | "copy";
  readonly wreck: unknown;
}

const damages: fc.Arbitrary<Damage> = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  kind: fc.constantFrom("replace", "remove", "rename", "copy"),
  wreck: wrecks,
});

/** Files that were right once: parts replaced, taken out, renamed, or put inside of themselves. */
export const damagedFlows: fc.Arbitrary<unknown> = fc
  .tuple(plausibleFlows, fc.array(damages, { minLength: 1, maxLength: 4 }))
  .map(([workspace, list]) => {
    const file: unknown = structuredClone(workspace);
    for (const damage of list) inflict(file, damage);
    return file;
  });

function inflict(file: unknown, { where, kind, wreck }: Damage): void {
  const spots = spotsIn(file);
  const spot = spots[Math.floor(where * spots.length)];
  if (spot === undefined) return;
  const { holder, name } = spot;
  const other = spots[Math.floor(where * where * spots.length)]?.holder;
  if (kind === "replace") holder[name] = wreck;
  else if (kind === "copy") holder[name] = other;
  else {
    if (kind === "rename") holder[`${name}X`] = holder[name];
    delete holder[name];
  }
}

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function spotsIn(file: unknown): readonly Spot[] {
  const spots: Spot[] = [];
  const seen = new Set<object>();
  const queue = [file];
  while (queue.length > 0) {
    const value = queue.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const holder = value as Record<string, unknown>;
    for (const name of Object.keys(holder)) {
      spots.push({ holder, name });
      queue.push(holder[name]);
    }
  }
  return spots;
}
