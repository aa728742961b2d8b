import { assertWellFormed } from "./well-formed.ts";

/**
 * Where a sealed thing belongs, such as `{ app, profile, service, field }`: it opens only with the
 * same names and values, so it can't be moved to another place. Order is of no importance.
 */
export type Binding = Readonly<Record<string, string>>;

const lengthBytes = 4;

/**
 * The bytes of a binding that go into the associated data.
 *
 * Shape: the number of pairs, then for each name in order of its UTF-16 code units: length of name,
 * name, length of value, value. Numbers are 32 bits, big-endian; texts are UTF-8. As everything
 * has its length before it, no two bindings have the same bytes.
 *
 * Errors: `TypeError` for a value that is no text or that UTF-8 cannot carry.
 */
export function encodeBinding(binding: Binding): Buffer {
  const names = Object.keys(binding).toSorted();
  const texts: string[] = [];
  let size = lengthBytes;
  for (const name of names) {
    const value = valueOf(binding, name);
    texts.push(name, value);
    size += 2 * lengthBytes + Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  const bytes = Buffer.alloc(size);
  let at = bytes.writeUInt32BE(names.length);
  for (const text of texts) {
    const length = bytes.write(text, at + lengthBytes);
    bytes.writeUInt32BE(length, at);
    at += lengthBytes + length;
  }
  return bytes;
}

function valueOf(binding: Binding, name: string): string {
  const value = binding[name];
  if (typeof value !== "string") throw new TypeError("Every value of a binding must be a text");
  assertWellFormed(name, "A name in a binding");
  assertWellFormed(value, "A value in a binding");
  return value;
}
