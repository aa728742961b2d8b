import { randomBytes } from "node:crypto";

import { expect, test } from "vitest";

import { createDataKey, rewrapDataKey, openDataKey, DataKey } from "./data-key.ts";
import { KeyRing } from "./key-ring.ts";
import { keyedHash } from "./keyed-hash.ts";
import { MasterKey } from "./master-key.ts";

const binding = { app: "app_1" };

test("gives the same hash for the same key and text, and another for another", () => {
  const id = randomBytes(16);
  const raw = randomBytes(32);
  const key = new DataKey(id, raw);
  expect(keyedHash(key, "a")).toEqual(keyedHash(new DataKey(id, raw), "a"));
  expect(keyedHash(key, "a")).not.toEqual(keyedHash(key, "b"));
  expect(keyedHash(key, "a")).not.toEqual(keyedHash(new DataKey(id, randomBytes(32)), "a"));
});

test("keeps its hashes when the data key is wrapped anew", () => {
  const old = MasterKey.generate();
  const made = createDataKey(new KeyRing([old]), binding);
  const ring = new KeyRing([MasterKey.generate(), old]);
  const rewrapped = rewrapDataKey(ring, binding, made.wrapped);
  const again = openDataKey(ring, binding, rewrapped?.wrapped ?? new Uint8Array());
  expect(keyedHash(again, "a")).toEqual(keyedHash(made.dataKey, "a"));
});

test("matches the fixed vector of version 1", () => {
  const key = new DataKey(new Uint8Array(16), new Uint8Array(32).fill(7));
  expect(keyedHash(key, "order 1").toString("hex")).toBe(
    "3f4bc33a9fe0874092475f79f570f96b300e8f9f4d49b827113c208b8357ab83",
  );
});
