import type { Binding } from "./binding.ts";
import { type DataKey, sealingKeyOf } from "./data-key.ts";
import { openEnvelope, readEnvelope, writeEnvelope } from "./envelope.ts";
import { VaultError } from "./errors.ts";
import { assertWellFormed } from "./well-formed.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Seals a value for one place; sealing it again gives other bytes. At most 2^32 values to a data
 * key, as nonces are random.
 *
 * Errors: `TypeError` for text or a binding that UTF-8 cannot carry.
 */
export function seal(dataKey: DataKey, binding: Binding, plaintext: string | Uint8Array): Buffer {
  return sealWith(dataKey, binding, plaintext);
}

/** What `seal` does. Only the fixed vectors give a nonce, and only from inside this package. */
export function sealWith(
  dataKey: DataKey,
  binding: Binding,
  plaintext: string | Uint8Array,
  nonce?: Buffer,
): Buffer {
  if (typeof plaintext === "string") assertWellFormed(plaintext, "A text to seal");
  const keyId = Buffer.from(dataKey.id, "hex");
  const key = sealingKeyOf(dataKey);
  return writeEnvelope({ kind: "value", keyId, key, binding, plaintext }, nonce);
}

/**
 * Opens a sealed value: the same data key and the same binding, or nothing.
 *
 * Errors: `VAULT_TAMPERED`, `VAULT_ENVELOPE_MALFORMED`, `VAULT_VERSION_UNKNOWN`.
 */
export function open(dataKey: DataKey, binding: Binding, envelope: Uint8Array): Buffer {
  const parts = readEnvelope("value", envelope);
  const keyId = parts.keyId.toString("hex");
  if (keyId !== dataKey.id) {
    throw new VaultError(
      "VAULT_TAMPERED",
      `A value sealed with data key ${keyId} stands where one of data key ${dataKey.id} belongs`,
    );
  }
  return openEnvelope(parts, sealingKeyOf(dataKey), binding);
}

/**
 * Opens a sealed text.
 *
 * Errors: as for `open`, and `TypeError` when bytes were sealed that are no UTF-8.
 */
export function openText(dataKey: DataKey, binding: Binding, envelope: Uint8Array): string {
  return utf8.decode(open(dataKey, binding, envelope));
}
