import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";

import { type Binding, encodeBinding } from "./binding.ts";
import { VaultError } from "./errors.ts";
import { nextNonce } from "./nonce.ts";

/*
 * Version 1, byte by byte (docs/vault.md has the same table, with an example):
 *
 *   magic       3   "TLV"
 *   version     1   1
 *   kind        1   1 = wrapped data key, 2 = value
 *   key id     24   kind 1: 8 bytes master key id, 16 bytes data key id
 *              16   kind 2: 16 bytes data key id
 *   nonce      12   random
 *   ciphertext  n   AES-256-GCM; n = 32 for kind 1
 *   tag        16
 *
 * Associated data: everything before the ciphertext, then the binding (binding.ts).
 */
const magic = Buffer.from("TLV", "latin1");
const version = 1;
const versionAt = magic.length;
const kindAt = versionAt + 1;
const keyIdAt = kindAt + 1;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = "aes-256-gcm";

const kinds = {
  wrappedKey: { byte: 1, keyIdBytes: 24, title: "wrapped data key" },
  value: { byte: 2, keyIdBytes: 16, title: "sealed value" },
} as const;

/** What an envelope holds; one kind never passes for the other. */
export type EnvelopeKind = keyof typeof kinds;

/** An envelope taken apart; the parts are views on the envelope's own bytes. */
export interface EnvelopeParts {
  readonly header: Buffer;
  readonly keyId: Buffer;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

/** What goes into an envelope. */
export interface EnvelopeContents {
  readonly kind: EnvelopeKind;
  readonly keyId: Uint8Array;
  readonly key: KeyObject;
  readonly binding: Binding;
  readonly plaintext: string | Uint8Array;
}

/** Encrypts into a new envelope. The nonce is random; only the fixed vectors give their own. */
export function writeEnvelope(contents: EnvelopeContents, nonce = nextNonce()): Buffer {
  const kind = kinds[contents.kind];
  const binding = encodeBinding(contents.binding);
  const headerBytes = keyIdAt + kind.keyIdBytes + nonceBytes;
  const associated = Buffer.allocUnsafe(headerBytes + binding.length);
  associated.set(magic);
  associated[versionAt] = version;
  associated[kindAt] = kind.byte;
  associated.set(contents.keyId, keyIdAt);
  associated.set(nonce, keyIdAt + kind.keyIdBytes);
  associated.set(binding, headerBytes);
  const cipher = createCipheriv(algorithm, contents.key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associated);
  const { plaintext } = contents;
  const ciphertext =
    typeof plaintext === "string" ? cipher.update(plaintext, "utf8") : cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([associated.subarray(0, headerBytes), ciphertext, cipher.getAuthTag()]);
}

/**
 * Takes an envelope apart without opening it: nothing in it is proven yet.
 *
 * Errors: `VAULT_ENVELOPE_MALFORMED`, `VAULT_VERSION_UNKNOWN`.
 */
export function readEnvelope(kindName: EnvelopeKind, envelope: Uint8Array): EnvelopeParts {
  const kind = kinds[kindName];
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  const nonceAt = keyIdAt + kind.keyIdBytes;
  const ciphertextAt = nonceAt + nonceBytes;
  const tagAt = bytes.length - tagBytes;
  checkLead(bytes, kind);
  if (tagAt < ciphertextAt) throw malformed(`This ${kind.title} is cut short`);
  return {
    header: bytes.subarray(0, ciphertextAt),
    keyId: bytes.subarray(keyIdAt, nonceAt),
    nonce: bytes.subarray(nonceAt, ciphertextAt),
    ciphertext: bytes.subarray(ciphertextAt, tagAt),
    tag: bytes.subarray(tagAt),
  };
}

/**
 * Decrypts what `readEnvelope` took apart.
 *
 * Errors: `VAULT_TAMPERED` when a byte was changed, the key is not the one or the binding differs.
 */
export function openEnvelope(parts: EnvelopeParts, key: KeyObject, binding: Binding): Buffer {
  const decipher = createDecipheriv(algorithm, key, parts.nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.concat([parts.header, encodeBinding(binding)]));
  decipher.setAuthTag(parts.tag);
  const plaintext = decipher.update(parts.ciphertext);
  try {
    decipher.final();
  } catch (cause) {
    plaintext.fill(0);
    throw new VaultError(
      "VAULT_TAMPERED",
      "A sealed value does not open: it was changed, or it was sealed for another place. " +
        "Enter it again, or restore it from a backup.",
      { cause },
    );
  }
  return plaintext;
}

function checkLead(bytes: Buffer, kind: (typeof kinds)[EnvelopeKind]): void {
  if (bytes.length < keyIdAt || bytes.compare(magic, 0, magic.length, 0, magic.length) !== 0) {
    throw malformed("These bytes are no envelope of the vault");
  }
  if (bytes[versionAt] !== version) {
    throw new VaultError(
      "VAULT_VERSION_UNKNOWN",
      `This envelope has version ${bytes[versionAt]}, and this release reads version ${version}. ` +
        "Run the release that wrote it, or a newer one.",
    );
  }
  if (bytes[kindAt] !== kind.byte) throw malformed(`This envelope is no ${kind.title}`);
}

function malformed(message: string): VaultError {
  return new VaultError("VAULT_ENVELOPE_MALFORMED", message);
}
