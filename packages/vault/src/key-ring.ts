import { VaultError } from "./errors.ts";
import type { MasterKey } from "./master-key.ts";

/** The master keys in use: the first wraps what is new, the others still open what is old. */
export class KeyRing {
  readonly current: MasterKey;
  readonly #keys: ReadonlyMap<string, MasterKey>;

  /** Errors: `TypeError` without any key; whoever loads keys decides first what that means. */
  constructor(keys: readonly MasterKey[]) {
    const [current] = keys;
    if (current === undefined) throw new TypeError("A key ring needs at least one master key");
    this.current = current;
    this.#keys = new Map(keys.map((key) => [key.id, key]));
  }

  /** The ids of all keys, the current one first. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  has(id: string): boolean {
    return this.#keys.has(id);
  }

  /** Errors: `VAULT_KEY_UNKNOWN`, with the id that is missing and what to do. */
  get(id: string): MasterKey {
    const key = this.#keys.get(id);
    if (key === undefined) {
      throw new VaultError(
        "VAULT_KEY_UNKNOWN",
        `Master key ${id} is needed and not among those given (${this.ids.join(", ")}). ` +
          "Add it after the current one, in the key file or the environment, and start again.",
      );
    }
    return key;
  }
}
