import type { Value } from "../../document/values.ts";
import { propertyOf } from "./object-value.ts";

/** One step of a path: a name in an object, or the number of an item, counted from 0. */
export type PathPart = string | number;

const bareName = /[^.[\]"'{}\s]+(?: +[^.[\]"'{}\s]+)*/uy;
const itemNumber = /\[(-?\d{1,9})\]/uy;
const quotedName = /\["((?:[^"\\]|\\.)*)"\]|\['((?:[^'\\]|\\.)*)'\]/uy;

/**
 * Reads `order.items[0].sku`, `items[-1]` (the last one) or `["a name.with dots"]`, in which a
 * backslash takes the next character as it is. Null when the text is no path; an empty text is the
 * path to the whole value.
 */
export function parsePath(text: string): readonly PathPart[] | null {
  const parts: PathPart[] = [];
  let at = 0;
  while (at < text.length) {
    const isFirst = at === 0;
    const isDotted = text[at] === ".";
    if (isDotted && isFirst) return null;
    const read =
      isDotted || isFirst ? readFirst(text, isDotted ? at + 1 : at) : readBracket(text, at);
    if (read === null) return null;
    parts.push(read.part);
    at = read.end;
  }
  return parts;
}

/** The value at the end of a path; null where any part of the way is missing. */
export function valueAtPath(value: Value, path: readonly PathPart[]): Value {
  let found = value;
  for (const part of path) {
    if (found === null) return null;
    if (typeof part === "number" && Array.isArray(found)) found = found.at(part) ?? null;
    else found = propertyOf(found, String(part));
  }
  return found;
}

interface ReadPart {
  readonly part: PathPart;
  readonly end: number;
}

function readFirst(text: string, at: number): ReadPart | null {
  const name = matchAt(bareName, text, at);
  if (name !== null) return { part: name[0], end: at + name[0].length };
  return text[at - 1] === "." ? null : readBracket(text, at);
}

function readBracket(text: string, at: number): ReadPart | null {
  const number = matchAt(itemNumber, text, at);
  if (number !== null) return { part: Number(number[1]), end: at + number[0].length };
  const quoted = matchAt(quotedName, text, at);
  if (quoted === null) return null;
  const name = (quoted[1] ?? quoted[2] ?? "").replaceAll(/\\(.)/gsu, "$1");
  return { part: name, end: at + quoted[0].length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
