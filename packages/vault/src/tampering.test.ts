import { randomBytes } from "node:crypto";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createDataKey, openDataKey, rewrapDataKey, wrappedKeyId } from "./data-key.ts";
import { VaultError, type VaultErrorCode } from "./errors.ts";
import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";
import { open, seal } from "./value.ts";

const ring = new KeyRing([MasterKey.generate()]);
const place = { app: "demo", profile: "main" };
const { dataKey, wrapped } = createDataKey(ring, place);
const envelope = seal(dataKey, place, "a secret of some length");
const openValue = (bytes: Uint8Array) => open(dataKey, place, bytes);
const openKey = (bytes: Uint8Array) => openDataKey(ring, place, bytes);

type Region = readonly [title: string, from: number, to: number, codes: VaultErrorCode[]];

describe("a changed byte in a sealed value is noticed", () => {
  test.each<Region>([
    ["magic", 0, 3, ["VAULT_ENVELOPE_MALFORMED"]],
    ["version", 3, 4, ["VAULT_VERSION_UNKNOWN"]],
    ["kind", 4, 5, ["VAULT_ENVELOPE_MALFORMED"]],
    ["data key id", 5, 21, ["VAULT_TAMPERED"]],
    ["nonce", 21, 33, ["VAULT_TAMPERED"]],
    ["ciphertext", 33, envelope.length - 16, ["VAULT_TAMPERED"]],
    ["tag", envelope.length - 16, envelope.length, ["VAULT_TAMPERED"]],
  ])("in its %s", (_, from, to, codes) => {
    expect(codesOfFlips(openValue, envelope, from, to)).toEqual(codes);
  });
});

describe("a changed byte in a wrapped data key is noticed", () => {
  test.each<Region>([
    ["magic", 0, 3, ["VAULT_ENVELOPE_MALFORMED"]],
    ["version", 3, 4, ["VAULT_VERSION_UNKNOWN"]],
    ["kind", 4, 5, ["VAULT_ENVELOPE_MALFORMED"]],
    ["master key id", 5, 13, ["VAULT_KEY_UNKNOWN"]],
    ["data key id", 13, 29, ["VAULT_TAMPERED"]],
    ["nonce", 29, 41, ["VAULT_TAMPERED"]],
    ["ciphertext", 41, 73, ["VAULT_TAMPERED"]],
    ["tag", 73, 89, ["VAULT_TAMPERED"]],
  ])("in its %s", (_, from, to, codes) => {
    expect(wrapped.length).toBe(89);
    expect(codesOfFlips(openKey, wrapped, from, to)).toEqual(codes);
  });
});

test("a master key id changed to that of another known key does not open either", () => {
  const other = MasterKey.generate();
  const both = new KeyRing([ring.current, other]);
  const changed = Buffer.from(wrapped);
  changed.set(Buffer.from(other.id, "hex"), 5);
  expect(codeOf(() => openDataKey(both, place, changed))).toBe("VAULT_TAMPERED");
  expect(codeOf(() => rewrapDataKey(both, place, changed))).toBe("VAULT_TAMPERED");
});

test("every shorter or longer envelope is refused", () => {
  for (let length = 0; length < envelope.length; length += 1) {
    const expected = length < 49 ? "VAULT_ENVELOPE_MALFORMED" : "VAULT_TAMPERED";
    expect(codeOf(() => openValue(envelope.subarray(0, length)))).toBe(expected);
  }
  for (let length = 0; length < wrapped.length; length += 1) {
    expect(codeOf(() => openKey(wrapped.subarray(0, length)))).toBe("VAULT_ENVELOPE_MALFORMED");
  }
  const longer = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc(1)]);
  expect(codeOf(() => openValue(longer(envelope)))).toBe("VAULT_TAMPERED");
  expect(codeOf(() => openKey(longer(wrapped)))).toBe("VAULT_ENVELOPE_MALFORMED");
});

test("a value never passes for a wrapped key, nor a wrapped key for a value", () => {
  expect(codeOf(() => openKey(envelope))).toBe("VAULT_ENVELOPE_MALFORMED");
  expect(codeOf(() => openValue(wrapped))).toBe("VAULT_ENVELOPE_MALFORMED");
});

test("parts of two envelopes put together do not open", () => {
  const other = seal(dataKey, place, "another secret, as long");
  for (let cut = 21; cut < envelope.length; cut += 1) {
    const spliced = Buffer.concat([envelope.subarray(0, cut), other.subarray(cut)]);
    const isWhole = spliced.equals(envelope) || spliced.equals(other);
    if (!isWhole) expect(codeOf(() => openValue(spliced))).toBe("VAULT_TAMPERED");
  }
});

test("any bytes at all give an error of the vault and no other", () => {
  const lead = fc.constantFrom("", "TLV", "TLV\u0001", "TLV\u0001\u0001", "TLV\u0001\u0002");
  fc.assert(
    fc.property(lead, fc.uint8Array({ maxLength: 120 }), (start, rest) => {
      const bytes = Buffer.concat([Buffer.from(start, "latin1"), rest]);
      expect(codeOf(() => openValue(bytes))).toMatch(/^VAULT_/);
      expect(codeOf(() => openKey(bytes))).toMatch(/^VAULT_/);
    }),
  );
});

test("reading the id of a wrapping key refuses what is no wrapped key", () => {
  expect(codeOf(() => wrappedKeyId(randomBytes(89)))).toBe("VAULT_ENVELOPE_MALFORMED");
});

/** The different codes that come from changing each byte of a region, one at a time, three ways. */
function codesOfFlips(
  opener: (bytes: Uint8Array) => unknown,
  whole: Uint8Array,
  from: number,
  to: number,
): string[] {
  const codes = new Set<string>();
  for (let at = from; at < to; at += 1) {
    for (const mask of [0x01, 0x80, 0xff]) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ mask, at);
      codes.add(codeOf(() => opener(changed)));
    }
  }
  return [...codes];
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof VaultError) return error.code;
    throw error;
  }
  return "opened";
}
