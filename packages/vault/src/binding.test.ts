import * as fc from "fast-check";
import { expect, test } from "vitest";

import { encodeBinding } from "./binding.ts";

const text = fc.string({ unit: "binary" });
const bindings = fc.dictionary(text, text, { maxKeys: 5 });
// A small alphabet, so that near-collisions such as { a: "ab" } and { aa: "b" } come up often.
const crowded = fc.dictionary(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 2 }), text);

test("different bindings have different bytes, equal ones the same", () => {
  const pair = fc.oneof(fc.tuple(bindings, bindings), fc.tuple(crowded, crowded));
  fc.assert(
    fc.property(pair, ([one, other]) => {
      const sameBytes = encodeBinding(one).equals(encodeBinding(other));
      expect(sameBytes).toBe(sorted(one) === sorted(other));
    }),
    { numRuns: 2000 },
  );
});

test("text cannot wander between a name and its value, or between two pairs", () => {
  const lookalikes = [{ a: "bc" }, { ab: "c" }, { abc: "" }, { a: "b", c: "" }, { a: "", b: "c" }];
  const bytes = lookalikes.map((binding) => encodeBinding(binding).toString("hex"));
  expect(new Set(bytes).size).toBe(lookalikes.length);
});

test("the bytes can be read back into the binding", () => {
  fc.assert(
    fc.property(bindings, (binding) => {
      expect(sorted(decode(encodeBinding(binding)))).toBe(sorted(binding));
    }),
  );
});

test("the order in which a binding is written is of no importance", () => {
  const one = encodeBinding({ app: "demo", profile: "main" });
  expect(encodeBinding({ profile: "main", app: "demo" })).toEqual(one);
});

test("half a surrogate pair is refused, as in UTF-8 it looks like every other half", () => {
  expect(() => encodeBinding({ app: "\ud800" })).toThrow(TypeError);
  expect(() => encodeBinding({ "\udc00": "demo" })).toThrow(TypeError);
});

test("a value that is no text is refused", () => {
  const binding = { app: undefined } as unknown as Record<string, string>;
  expect(() => encodeBinding(binding)).toThrow(TypeError);
});

function sorted(binding: Readonly<Record<string, string>>): string {
  const names = Object.keys(binding).toSorted();
  return JSON.stringify(names.map((name) => [name, binding[name]]));
}

function decode(bytes: Buffer): Record<string, string> {
  const pairs: [string, string][] = [];
  let at = 4;
  const next = () => {
    const start = at + 4;
    at = start + bytes.readUInt32BE(at);
    return bytes.toString("utf8", start, at);
  };
  for (let left = bytes.readUInt32BE(0); left > 0; left -= 1) pairs.push([next(), next()]);
  expect(at).toBe(bytes.length);
  return Object.fromEntries(pairs);
}
