import fc from "fast-check";
import { expect, it } from "vitest";

import { canonicalJson } from "./canonical-json.ts";

it("gives equal texts for objects whose keys come in another order", () => {
  expect(canonicalJson({ b: [{ y: 1, x: null }], a: "1" })).toBe(
    '{"a":"1","b":[{"x":null,"y":1}]}',
  );
});

it("keeps the meaning of every JSON value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
