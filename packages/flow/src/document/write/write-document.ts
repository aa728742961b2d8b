import { isPlainObject } from "../plain-object.ts";
import { keysOf, onlyBlockOf, type Shape, shapeUnder } from "./shapes.ts";

/** A value that is still to be written, or text that comes after one. */
type Task = string | Part;
interface Part {
  readonly value: unknown;
  readonly shape: Shape;
  readonly indent: number;
}

/** What stands between the parts of an object or list. */
interface Layout {
  readonly colon: string;
  /** Around a joint's only block. */
  readonly joint: readonly [string, string];
  /** The break before a part at a depth. */
  line(indent: number): string;
}

/** Deeper parts are moved in no further, so that no file is mostly blanks. */
const indentMax = 40;

const pretty: Layout = {
  colon: ": ",
  joint: ['{ "block": ', " }"],
  line: (indent) => `\n${"  ".repeat(Math.min(indent, indentMax))}`,
};
const compact: Layout = { colon: ":", joint: ['{"block":', "}"], line: () => "" };

/**
 * A document as its file holds it: the one form in which a flow, a connection or an app's rules are
 * written, so that equal documents are equal texts. Two blanks a level, keys in a fixed order where
 * their order means nothing, a line break at the end. What follows a block in its stack stands at
 * the same depth as the block, so that a block put between two others is a few lines in git and does
 * not move all that follows.
 *
 * @param document What `JSON.parse` gave; numbers that have no JSON of their own (`1e400` is read as
 *   infinity) are written as one that is read as the same.
 */
export function writeDocument(document: unknown): string {
  return `${write(document, pretty)}\n`;
}

/** The same without blanks and line breaks: what is stored, sent and compared. */
export function compactDocument(document: unknown): string {
  return write(document, compact);
}

function write(document: unknown, layout: Layout): string {
  const parts: string[] = [];
  // A list of tasks instead of calls within calls: no depth can exhaust the call stack.
  const tasks: Task[] = [{ value: document, shape: "document", indent: 0 }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if (typeof task === "string") parts.push(task);
    else for (const next of tasksOf(task, layout).toReversed()) tasks.push(next);
  }
  return parts.join("");
}

function tasksOf({ value, shape, indent }: Part, layout: Layout): Task[] {
  const block = onlyBlockOf(value, shape);
  if (block !== undefined) {
    const [open, close] = layout.joint;
    return [open, { value: block, shape: "block", indent }, close];
  }
  if (Array.isArray(value)) {
    const items = value.map((item): Task[] => [{ value: item, shape, indent: indent + 1 }]);
    return enclose("[]", items, { line: layout.line(indent + 1), last: layout.line(indent) });
  }
  if (!isPlainObject(value)) return [scalarText(value)];
  const entries = keysOf(value, shape).map((key): Task[] => [
    `${JSON.stringify(key)}${layout.colon}`,
    partUnder(key, value[key], { shape, indent }),
  ]);
  return enclose("{}", entries, { line: layout.line(indent + 1), last: layout.line(indent) });
}

/** A block's `next` goes on at the block's own depth. */
function partUnder(key: string, value: unknown, holder: Omit<Part, "value">): Part {
  const shape = shapeUnder(key, holder.shape);
  const goesOn = holder.shape === "block" && key === "next";
  const isLevel = goesOn && onlyBlockOf(value, shape) !== undefined;
  return { value, shape, indent: isLevel ? holder.indent : holder.indent + 1 };
}

function enclose(
  brackets: "[]" | "{}",
  items: readonly Task[][],
  { line, last }: { readonly line: string; readonly last: string },
): Task[] {
  const [open = "", close = ""] = brackets;
  if (items.length === 0) return [open + close];
  const tasks: Task[] = [open];
  for (const [index, item] of items.entries()) {
    tasks.push(index === 0 ? line : `,${line}`);
    for (const task of item) tasks.push(task);
  }
  tasks.push(last + close);
  return tasks;
}

function scalarText(value: unknown): string {
  if (Object.is(value, -0)) return "-0";
  if (value === Infinity) return "1e999";
  if (value === -Infinity) return "-1e999";
  return JSON.stringify(value) ?? "null";
}
