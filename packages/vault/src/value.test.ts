import * as fc from "fast-check";
import { expect, test } from "vitest";

import { createDataKey } from "./data-key.ts";
import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";
import { open, openText, seal } from "./value.ts";

const ring = new KeyRing([MasterKey.generate()]);
const { dataKey } = createDataKey(ring, { app: "demo", profile: "main" });
const place = { app: "demo", profile: "main", service: "twilio", field: "authToken" };
const text = fc.string({ unit: "binary" });
const bindings = fc.dictionary(text, text, { maxKeys: 5 });

test("any bytes sealed for any place come back from that place", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), bindings, (bytes, binding) => {
      const envelope = seal(dataKey, binding, bytes);
      expect(open(dataKey, binding, envelope)).toEqual(Buffer.from(bytes));
      expect(envelope.length).toBe(49 + bytes.length);
    }),
  );
});

test("any text comes back as it was, a byte order mark included", () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(openText(dataKey, place, seal(dataKey, place, value))).toBe(value);
    }),
    { examples: [[""], ["\ufeffwith a mark"], ["\0"], ["👋🏽"]] },
  );
});

test("an envelope opens from any view on its bytes", () => {
  const envelope = seal(dataKey, place, "a secret");
  const around = new Uint8Array(envelope.length + 20);
  around.set(envelope, 7);
  const view = around.subarray(7, 7 + envelope.length);
  expect(openText(dataKey, place, view)).toBe("a secret");
});

test("the same value sealed twice gives different bytes, and no nonce comes twice", () => {
  const nonces = Array.from({ length: 2000 }, () =>
    seal(dataKey, place, "same").toString("hex", 21, 33),
  );
  expect(new Set(nonces).size).toBe(nonces.length);
});

test.each(["app", "profile", "service", "field"])(
  "a value moved to another %s does not open",
  (name) => {
    const envelope = seal(dataKey, place, "a secret");
    const elsewhere = { ...place, [name]: "another" };
    expect(() => open(dataKey, elsewhere, envelope)).toThrow(code("VAULT_TAMPERED"));
  },
);

test("a place with more or fewer names is another place", () => {
  const envelope = seal(dataKey, place, "a secret");
  const { field: _, ...fewer } = place;
  expect(() => open(dataKey, fewer, envelope)).toThrow(code("VAULT_TAMPERED"));
  expect(() => open(dataKey, { ...place, extra: "" }, envelope)).toThrow(code("VAULT_TAMPERED"));
});

test("another data key does not open a value, and the error names both keys", () => {
  const other = createDataKey(ring, { app: "demo", profile: "main" }).dataKey;
  const envelope = seal(dataKey, place, "a secret");
  expect(() => open(other, place, envelope)).toThrow(code("VAULT_TAMPERED"));
  expect(() => open(other, place, envelope)).toThrow(dataKey.id);
  expect(() => open(other, place, envelope)).toThrow(other.id);
});

test("text that UTF-8 cannot carry is refused instead of sealed as something else", () => {
  expect(() => seal(dataKey, place, "half \ud83d pair")).toThrow(TypeError);
});

test("bytes that are no text are not opened as text", () => {
  const envelope = seal(dataKey, place, Uint8Array.of(0xff, 0xfe));
  expect(() => openText(dataKey, place, envelope)).toThrow(TypeError);
});

function code(expected: string): unknown {
  return expect.objectContaining({ name: "VaultError", code: expected });
}
