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
  const texts = names.flatMap((name) => [name, valueOf(binding, name)]);
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const total = sizes.reduce((sum, size) => sum + lengthBytes + size, lengthBytes);
  const bytes = Buffer.alloc(total);
  let at = bytes.writeUInt32BE(names.length);
  for (const [index, text] of texts.entries()) {
    at = bytes.writeUInt32BE(sizes[index] ?? 0, at);
    at += bytes.write(text, at);
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
