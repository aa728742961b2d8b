import { expect, test } from "vitest";

import { hash128 } from "./hash.ts";

// The expected hashes were made with another implementation (the Python package mmh3 5, 128 bits, x86).
test("gives 32 hex digits that differ in the smallest things", () => {
  const texts = ["", "a", "b", "aa", "aaaaaaaa", "aaaaaaab", "aaaaaaaaa", "\0", "\0\0", "Ā", "ā"];
  const hashes = texts.map(hash128);
  expect(new Set(hashes).size).toBe(texts.length);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/);
});

test("stays the same for ever: recorded runs depend on it", () => {
  expect(hash128("")).toBe("00000000000000000000000000000000");
  expect(hash128("trunkline")).toBe("2ed1f514ad5dd9de6193e15b7c5997d2");
  expect(hash128("b5:start;l4:loop;12;")).toBe("3b184f5726b0c575aa9e47a072818598");
});

test("spreads a change of one bit over half of the digits", () => {
  let differing = 0;
  for (let n = 0; n < 256; n += 1) {
    const [a, b] = [hash128(`x${n}y`), hash128(`x${n + 1}y`)];
    differing += a.split("").filter((digit, index) => digit !== b[index]).length;
  }
  expect(differing / 256).toBeGreaterThan(28);
});
