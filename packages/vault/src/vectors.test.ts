import { expect, test } from "vitest";

import { encodeBinding } from "./binding.ts";
import { DataKey, openDataKey, wrapDataKey } from "./data-key.ts";
import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";
import { open, openText, sealWith } from "./value.ts";

/*
 * Version 1, fixed for good: data sealed by this release must open with every later one. The bytes
 * were made apart from this code, with another implementation of AES-GCM (docs/vault.md, "Vectors").
 */
const masterKey = MasterKey.parse(run(0x00, 32).toString("hex"));
const dataKey = new DataKey(run(0x40, 16), run(0x20, 32));
const keyPlace = { app: "demo", profile: "main" };
const valuePlace = { ...keyPlace, service: "twilio", field: "authToken" };

const wrappedHex =
  "544c560101be649735d114965c404142434445464748494a4b4c4d4e4f505152535455565758595a5b" +
  "b2061457c0759fc1749f174ee1ccadfad31ecfd81644ac151cb0dae0cc7dab4b1bce4e64495768f3a5535e4887f42981";
const valueHex =
  "544c560102404142434445464748494a4b4c4d4e4f606162636465666768696a6b" +
  "a5e66e17304f1e7509dbf63747df98f003b7984e2b8552bc57e6e0bd";
const emptyHex =
  "544c560102404142434445464748494a4b4c4d4e4f606162636465666768696a6b" +
  "f0d8dd0bc37d2567251f09a97bdb262c";

test("the id of a master key stays what it is", () => {
  expect(masterKey.id).toBe("be649735d114965c");
});

test("a binding has these bytes", () => {
  expect(encodeBinding(keyPlace).toString("hex")).toBe(
    "00000002000000036170700000000464656d6f0000000770726f66696c65000000046d61696e",
  );
  expect(encodeBinding({}).toString("hex")).toBe("00000000");
});

test("a wrapped data key has these bytes, and opens", () => {
  const wrapped = wrapDataKey(masterKey, keyPlace, dataKey, run(0x50, 12));
  expect(wrapped.toString("hex")).toBe(wrappedHex);
  const opened = openDataKey(new KeyRing([masterKey]), keyPlace, Buffer.from(wrappedHex, "hex"));
  expect(opened.id).toBe("404142434445464748494a4b4c4d4e4f");
  expect(openText(opened, valuePlace, Buffer.from(valueHex, "hex"))).toBe("Grüße 👋");
});

test("a sealed text has these bytes, and opens", () => {
  const sealed = sealWith(dataKey, valuePlace, "Grüße 👋", run(0x60, 12));
  expect(sealed.toString("hex")).toBe(valueHex);
  expect(openText(dataKey, valuePlace, Buffer.from(valueHex, "hex"))).toBe("Grüße 👋");
});

test("nothing, sealed for no place, has these bytes, and opens", () => {
  const sealed = sealWith(dataKey, {}, new Uint8Array(0), run(0x60, 12));
  expect(sealed.toString("hex")).toBe(emptyHex);
  expect(open(dataKey, {}, Buffer.from(emptyHex, "hex"))).toHaveLength(0);
});

/** Bytes that count up from the first one. */
function run(first: number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => first + index));
}
