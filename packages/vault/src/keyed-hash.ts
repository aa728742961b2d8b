import { createHmac, hkdfSync } from "node:crypto";

import { type DataKey, sealingKeyOf } from "./data-key.ts";

const label = "trunkline keyed hash v1";
const hashKeyBytes = 32;

const hashKeys = new WeakMap<DataKey, Buffer>();

/**
 * A hash that only holders of the data key can make or check, such as the digest of an input: a
 * plain hash of something as short as a phone number could be guessed.
 *
 * Shape: 32 bytes, HMAC-SHA-256 under a key derived from the data key by HKDF-SHA-256, so that
 * the key that seals is never used for anything else. The same key and text always give the same
 * hash; wrapping the data key anew does not change it.
 */
export function keyedHash(dataKey: DataKey, text: string): Buffer {
  let hashKey = hashKeys.get(dataKey);
  if (hashKey === undefined) {
    const raw = sealingKeyOf(dataKey).export();
    hashKey = Buffer.from(hkdfSync("sha256", raw, "", label, hashKeyBytes));
    raw.fill(0);
    hashKeys.set(dataKey, hashKey);
  }
  return createHmac("sha256", hashKey).update(text).digest();
}
