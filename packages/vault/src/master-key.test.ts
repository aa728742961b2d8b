import { randomBytes } from "node:crypto";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";

const malformed = expect.objectContaining({ code: "MASTER_KEY_MALFORMED" });

test("base64, base64url and hex of the same bytes are the same key", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const raw = Buffer.from(bytes);
      const base64 = raw.toString("base64");
      const hex = raw.toString("hex");
      const texts = [base64, base64.slice(0, -1), raw.toString("base64url"), hex, `  ${hex}\n`];
      const ids = texts.map((text) => MasterKey.parse(text).id);
      expect(new Set([...ids, MasterKey.parse(hex.toUpperCase()).id]).size).toBe(1);
      expect(MasterKey.parse(hex).export().reveal()).toBe(base64);
    }),
  );
});

test("an id is 16 hex characters and tells keys apart", () => {
  const ids = [MasterKey.generate().id, MasterKey.generate().id];
  expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(ids[0]).not.toBe(ids[1]);
});

test.each([
  ["nothing", ""],
  ["a password", "correct horse battery staple"],
  ["31 bytes", randomBytes(31).toString("base64")],
  ["33 bytes", randomBytes(33).toString("base64")],
  ["31 bytes in hex", randomBytes(31).toString("hex")],
  ["both base64 alphabets at once", `${"A".repeat(40)}+_A=`],
  ["a blank in the middle", `${"A".repeat(20)} ${"A".repeat(22)}=`],
  ["a last character with bits too many", `${"A".repeat(42)}B=`],
  ["two keys", `${randomBytes(32).toString("base64")},${randomBytes(32).toString("base64")}`],
])("%s is no master key, and the error never shows it", (_, text) => {
  expect(() => MasterKey.parse(text)).toThrow(malformed);
  expect(() => MasterKey.parse(text)).toThrow(/32 random bytes as base64/);
  expect(messageOf(() => MasterKey.parse(text))).not.toContain(text.slice(0, 8) || "\0");
});

test("the first key of a ring is the current one, and every key is found by its id", () => {
  const keys = [MasterKey.generate(), MasterKey.generate()] as const;
  const ring = new KeyRing(keys);
  expect(ring.current).toBe(keys[0]);
  expect(ring.ids).toEqual(keys.map(({ id }) => id));
  expect(ring.get(keys[1].id)).toBe(keys[1]);
  expect([ring.has(keys[1].id), ring.has("0".repeat(16))]).toEqual([true, false]);
  expect(() => ring.get("0".repeat(16))).toThrow(
    expect.objectContaining({ code: "VAULT_KEY_UNKNOWN" }),
  );
});

test("a ring without keys is refused", () => {
  expect(() => new KeyRing([])).toThrow(TypeError);
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  return "";
}
