import { createHash, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

import { VaultError } from "./errors.ts";
import { Secret, Unprintable } from "./secret.ts";

const keyBytes = 32;
const idBytes = 8;
const idLabel = "trunkline vault master key id v1\0";

// The last character of base64 carries two bits too many: one that sets them is a slip.
const spellings = [
  { pattern: /^[0-9a-f]{64}$/i, encoding: "hex" },
  { pattern: /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=?$/, encoding: "base64" },
  { pattern: /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]=?$/, encoding: "base64url" },
] as const;

// Set by the class below, as only it can see its private field.
let readKey: (masterKey: MasterKey) => KeyObject;

/** A key that wraps data keys. It is named by a digest, so its id may stand in headers and logs. */
export class MasterKey extends Unprintable {
  /** 16 hex characters: the first 8 bytes of SHA-256 over a label and the key. */
  readonly id: string;
  readonly #key: KeyObject;

  private constructor(raw: Uint8Array) {
    super();
    const digest = createHash("sha256").update(idLabel).update(raw).digest();
    this.id = digest.toString("hex", 0, idBytes);
    this.#key = createSecretKey(raw);
  }

  /**
   * Reads a key of 32 bytes from base64, base64url or hex; blanks around it are of no importance.
   *
   * Errors: `MASTER_KEY_MALFORMED`, which says what is expected and never shows what was given.
   */
  static parse(text: string): MasterKey {
    const raw = decode(text.trim());
    if (raw === null) {
      throw new VaultError(
        "MASTER_KEY_MALFORMED",
        "A master key is 32 random bytes as base64 (44 characters), base64url (43) or hex (64), " +
          "and this text is none of them. `openssl rand -base64 32` makes one.",
      );
    }
    return MasterKey.#consume(raw);
  }

  /** A new random key. */
  static generate(): MasterKey {
    return MasterKey.#consume(randomBytes(keyBytes));
  }

  /** The key as base64, as it stands in a key file. */
  export(): Secret {
    return new Secret(this.#key.export().toString("base64"));
  }

  static #consume(raw: Buffer): MasterKey {
    const key = new MasterKey(raw);
    raw.fill(0);
    return key;
  }

  static {
    readKey = (masterKey) => masterKey.#key;
  }
}

/** The cipher's key of a master key; stays inside this package. */
export function wrappingKeyOf(masterKey: MasterKey): KeyObject {
  return readKey(masterKey);
}

function decode(text: string): Buffer | null {
  const spelling = spellings.find(({ pattern }) => pattern.test(text));
  return spelling === undefined ? null : Buffer.from(text, spelling.encoding);
}
