import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";

import type { Binding } from "./binding.ts";
import { type EnvelopeParts, openEnvelope, readEnvelope, writeEnvelope } from "./envelope.ts";
import { VaultError } from "./errors.ts";
import type { KeyRing } from "./key-ring.ts";
import { type MasterKey, wrappingKeyOf } from "./master-key.ts";
import { Unprintable } from "./secret.ts";

const keyBytes = 32;
const dataKeyIdBytes = 16;
const masterKeyIdBytes = 8;

// Set by the class below, as only it can see its private field.
let readKey: (dataKey: DataKey) => KeyObject;

/** A key that seals values, such as those of one profile; at rest it is wrapped by a master key. */
export class DataKey extends Unprintable {
  /** 32 hex characters, random; stands in the wrapped key and in every value sealed with it. */
  readonly id: string;
  readonly #key: KeyObject;

  constructor(id: Uint8Array, raw: Uint8Array) {
    super();
    this.id = Buffer.from(id).toString("hex");
    this.#key = createSecretKey(raw);
  }

  static {
    readKey = (dataKey) => dataKey.#key;
  }
}

/** The cipher's key of a data key; stays inside this package. */
export function sealingKeyOf(dataKey: DataKey): KeyObject {
  return readKey(dataKey);
}

/** A data key as it is stored, and the id of the master key that opens it. */
export interface WrappedDataKey {
  readonly wrapped: Uint8Array;
  readonly masterKeyId: string;
}

/** Makes a random data key and wraps it under the ring's current key. */
export function createDataKey(
  ring: KeyRing,
  binding: Binding,
): WrappedDataKey & { readonly dataKey: DataKey } {
  const raw = randomBytes(keyBytes);
  const dataKey = new DataKey(randomBytes(dataKeyIdBytes), raw);
  raw.fill(0);
  const wrapped = wrapDataKey(ring.current, binding, dataKey);
  return { dataKey, wrapped, masterKeyId: ring.current.id };
}

/**
 * Opens a stored data key with whichever key of the ring wrapped it.
 *
 * Errors: `VAULT_KEY_UNKNOWN`, `VAULT_TAMPERED`, `VAULT_ENVELOPE_MALFORMED`,
 * `VAULT_VERSION_UNKNOWN`.
 */
export function openDataKey(ring: KeyRing, binding: Binding, wrapped: Uint8Array): DataKey {
  const parts = readWrapped(wrapped);
  const masterKey = ring.get(masterKeyIdOf(parts));
  const raw = openEnvelope(parts, wrappingKeyOf(masterKey), binding);
  const dataKey = new DataKey(parts.keyId.subarray(masterKeyIdBytes), raw);
  raw.fill(0);
  return dataKey;
}

/**
 * Wraps a stored data key again, under the ring's current key; null when it already is. The key
 * itself stays the same, so the values sealed with it stay readable. Doing it twice is safe.
 *
 * Errors: as for `openDataKey`.
 */
export function rewrapDataKey(
  ring: KeyRing,
  binding: Binding,
  wrapped: Uint8Array,
): WrappedDataKey | null {
  if (wrappedKeyId(wrapped) === ring.current.id) return null;
  const dataKey = openDataKey(ring, binding, wrapped);
  return { wrapped: wrapDataKey(ring.current, binding, dataKey), masterKeyId: ring.current.id };
}

/**
 * The id of the master key that a stored data key asks for, read from its header.
 *
 * Errors: `VAULT_ENVELOPE_MALFORMED`, `VAULT_VERSION_UNKNOWN`.
 */
export function wrappedKeyId(wrapped: Uint8Array): string {
  return masterKeyIdOf(readWrapped(wrapped));
}

/** Wraps a data key under a master key. Only the fixed vectors give a nonce. */
export function wrapDataKey(
  masterKey: MasterKey,
  binding: Binding,
  dataKey: DataKey,
  nonce?: Buffer,
): Buffer {
  const raw = sealingKeyOf(dataKey).export();
  const keyId = Buffer.from(masterKey.id + dataKey.id, "hex");
  const key = wrappingKeyOf(masterKey);
  const wrapped = writeEnvelope({ kind: "wrappedKey", keyId, key, binding, plaintext: raw }, nonce);
  raw.fill(0);
  return wrapped;
}

function readWrapped(wrapped: Uint8Array): EnvelopeParts {
  const parts = readEnvelope("wrappedKey", wrapped);
  if (parts.ciphertext.length !== keyBytes) {
    throw new VaultError("VAULT_ENVELOPE_MALFORMED", "This wrapped data key has a wrong length");
  }
  return parts;
}

function masterKeyIdOf(parts: EnvelopeParts): string {
  return parts.keyId.toString("hex", 0, masterKeyIdBytes);
}
