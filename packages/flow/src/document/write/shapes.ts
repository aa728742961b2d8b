import { isPlainObject } from "../plain-object.ts";

/** What kind of thing a part of a document is, which decides in which order its keys are written. */
export type Shape =
  | "document"
  | "workspace"
  | "block-list"
  | "block"
  | "inputs"
  | "joint"
  /** An object whose keys have no order, and so everything inside of it. */
  | "sorted"
  /** What is only kept: its keys stay as they came, for nobody knows what they mean. */
  | "kept";

/** Keys that are written first, and keys that are written last; all others stand between, sorted. */
const places: Readonly<Record<Exclude<Shape, "inputs" | "kept">, readonly [string[], string[]]>> = {
  document: [
    ["format", "name", "kind", "service", "profile"],
    ["settings", "workspace"],
  ],
  workspace: [["blocks"], []],
  "block-list": [["languageVersion"], ["blocks"]],
  block: [
    ["type", "id", "x", "y"],
    ["extraState", "fields", "inputs", "next"],
  ],
  joint: [["shadow"], ["block"]],
  sorted: [[], []],
};

/** An object's keys in the order in which they are written. */
export function keysOf(object: Readonly<Record<string, unknown>>, shape: Shape): string[] {
  const keys = Object.keys(object);
  // The order of inputs is the one in which a person reads the block.
  if (shape === "kept" || shape === "inputs") return keys;
  const [first, last] = places[shape];
  const rank = (key: string) => {
    if (first.includes(key)) return first.indexOf(key) - first.length;
    return last.includes(key) ? last.indexOf(key) + 1 : 0;
  };
  return keys.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

const partsOfDocument: Readonly<Record<string, Shape>> = { workspace: "workspace" };
const partsOfBlock: Readonly<Record<string, Shape>> = {
  fields: "sorted",
  inputs: "inputs",
  next: "joint",
};

/** The shape of what stands under a key; items of a list have the list's. */
export function shapeUnder(key: string, shape: Shape): Shape {
  switch (shape) {
    case "document":
      return own(partsOfDocument, key) ?? "sorted";
    case "workspace":
      return key === "blocks" ? "block-list" : "kept";
    case "block-list":
      return key === "blocks" ? "block" : "kept";
    case "block":
      return own(partsOfBlock, key) ?? "kept";
    case "inputs":
      return "joint";
    case "joint":
      return key === "block" || key === "shadow" ? "block" : "kept";
    case "sorted":
    case "kept":
      return shape;
  }
}

/** The block of a joint that holds a block and nothing else; undefined for every other value. */
export function onlyBlockOf(value: unknown, shape: Shape): object | undefined {
  if (shape !== "joint" || !isPlainObject(value)) return undefined;
  const keys = Object.keys(value);
  const block = keys.length === 1 && keys[0] === "block" ? value["block"] : undefined;
  return isPlainObject(block) && Object.keys(block).length > 0 ? block : undefined;
}

function own(parts: Readonly<Record<string, Shape>>, key: string): Shape | undefined {
  return Object.hasOwn(parts, key) ? parts[key] : undefined;
}
