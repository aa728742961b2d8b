import { expect, test } from "vitest";

import { createDataKey, openDataKey, rewrapDataKey, wrappedKeyId } from "./data-key.ts";
import { KeyRing } from "./key-ring.ts";
import { MasterKey } from "./master-key.ts";
import { openText, seal } from "./value.ts";

const place = { app: "demo", profile: "main" };
const field = { ...place, service: "twilio", field: "authToken" };

test("a data key opens again with the key that wrapped it, and says which one that is", () => {
  const ring = new KeyRing([MasterKey.generate(), MasterKey.generate()]);
  const { dataKey, wrapped, masterKeyId } = createDataKey(ring, place);
  expect(masterKeyId).toBe(ring.current.id);
  expect(wrappedKeyId(wrapped)).toBe(ring.current.id);
  expect(openDataKey(ring, place, wrapped).id).toBe(dataKey.id);
});

test("after a rotation values stay readable and the old key is no longer needed", () => {
  const old = MasterKey.generate();
  const next = MasterKey.generate();
  const before = createDataKey(new KeyRing([old]), place);
  const envelope = seal(before.dataKey, field, "a secret");

  const after = rewrapDataKey(new KeyRing([next, old]), place, before.wrapped);

  expect(after?.masterKeyId).toBe(next.id);
  const opened = openDataKey(new KeyRing([next]), place, after?.wrapped ?? Buffer.alloc(0));
  expect(opened.id).toBe(before.dataKey.id);
  expect(openText(opened, field, envelope)).toBe("a secret");
});

test("in the middle of a rotation, both the rewrapped and the waiting data keys open", () => {
  const old = MasterKey.generate();
  const waiting = createDataKey(new KeyRing([old]), place);
  const both = new KeyRing([MasterKey.generate(), old]);
  const done = rewrapDataKey(both, place, createDataKey(new KeyRing([old]), place).wrapped);
  expect(openDataKey(both, place, waiting.wrapped).id).toBe(waiting.dataKey.id);
  expect(openDataKey(both, place, done?.wrapped ?? Buffer.alloc(0)).id).toHaveLength(32);
});

test("rewrapping what is under the current key changes nothing", () => {
  const ring = new KeyRing([MasterKey.generate()]);
  expect(rewrapDataKey(ring, place, createDataKey(ring, place).wrapped)).toBeNull();
});

test("without the key that wrapped it, the error names that key and the cure", () => {
  const old = MasterKey.generate();
  const { wrapped } = createDataKey(new KeyRing([old]), place);
  const ring = new KeyRing([MasterKey.generate()]);
  const unknown = expect.objectContaining({
    code: "VAULT_KEY_UNKNOWN",
    message: expect.stringMatching(new RegExp(`${old.id}.*${ring.current.id}.*Add it`)),
  });
  expect(() => openDataKey(ring, place, wrapped)).toThrow(unknown);
  expect(() => rewrapDataKey(ring, place, wrapped)).toThrow(unknown);
});

test("a wrapped data key cannot be moved to another profile, not even by rewrapping it", () => {
  const old = MasterKey.generate();
  const ring = new KeyRing([old]);
  const { wrapped } = createDataKey(ring, place);
  const elsewhere = { app: "demo", profile: "another" };
  const tampered = expect.objectContaining({ code: "VAULT_TAMPERED" });
  expect(() => openDataKey(ring, elsewhere, wrapped)).toThrow(tampered);
  const rotating = new KeyRing([MasterKey.generate(), old]);
  expect(() => rewrapDataKey(rotating, elsewhere, wrapped)).toThrow(tampered);
});
