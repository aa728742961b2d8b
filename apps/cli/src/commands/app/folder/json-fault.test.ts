import fc from "fast-check";
import { expect, test } from "vitest";

import { findJsonFault } from "./json-fault.ts";

test.each([
  ['{"a": 1', 1, 8, "the file breaks off"],
  ["", 1, 1, "the file breaks off"],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, '"," or "}" is missing'],
  ['{\n  "a": [1, 2,]\n}', 2, 14, 'a "," stands before the end'],
  ['{"a": 1,}', 1, 9, 'a "," stands before the end'],
  ["{a: 1}", 1, 2, "a name in double quotes is missing"],
  ["{'a': 1}", 1, 2, "texts stand in double quotes"],
  ['{"a" 1}', 1, 6, 'a ":" is missing after the name'],
  ['{"a": nul}', 1, 7, "a value is missing"],
  ['{"a": 01}', 1, 8, '"," or "}" is missing'],
  ['{"a": "x\n"}', 1, 7, "a text is not closed on its line"],
  ['{"a": "x\ty"}', 1, 9, "a control character stands in a text; write it as an escape"],
  ['{"a": "\\x"}', 1, 8, "no such escape exists in a text"],
  ['{"a": 1, "a": 2}', 1, 10, 'the name "a" stands twice in one object'],
  ['{"+15550001111": 1, "+15550001111": 2}', 1, 21, "the name stands twice in one object"],
  ['{"a": 1} // c', 1, 10, "JSON has no comments"],
  ["{} {}", 1, 4, "something follows after the end"],
  ['{\n<<<<<<< HEAD\n  "a": 1\n=======\n', 2, 1, "a merge conflict is not resolved"],
])("of %j says the line, the column and what it is", (text, line, column, message) => {
  expect(findJsonFault(text)).toEqual({ line, column, message });
});

test("refuses what is nested too deep, and reads what is nearly so", () => {
  expect(findJsonFault("[".repeat(6000))).toEqual({
    line: 1,
    column: 5802,
    message: "deeper than 5800 levels",
  });
  expect(findJsonFault("[".repeat(5800) + "]".repeat(5800))).toBe(null);
});

test("finds no fault in JSON, whatever it holds", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary", maxDepth: 6 }), (text) => {
      expect(findJsonFault(text)).toBe(null);
    }),
  );
  expect(findJsonFault(' {"__proto__": ["\u2028\u007f\u0085", 1e400, -0.5E+3]}\r\n')).toBe(null);
});

test("finds a fault wherever JSON.parse finds one", () => {
  const broken = fc
    .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom("", ",", '"', "{", "]", "x", "\\"))
    .map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
  fc.assert(
    fc.property(broken, (text) => {
      if (parses(text)) return;
      expect(findJsonFault(text)).not.toBe(null);
    }),
    { numRuns: 1000 },
  );
});

test("reads a large file quickly", () => {
  const text = JSON.stringify(Array.from({ length: 200_000 }, (_, at) => ({ id: `b${at}` })));
  const startedAt = performance.now();
  expect(findJsonFault(text)).toBe(null);
  expect(performance.now() - startedAt).toBeLessThan(3000);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
