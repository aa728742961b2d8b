import { VaultError } from "./errors.ts";
import { addMasterKeyToFile, createMasterKeyFile, readMasterKeyFile } from "./key-file.ts";
import { MasterKey } from "./master-key.ts";

/**
 * Where master keys come from: a file, the environment, later a cloud key service.
 *
 * The caller asks `load` first. Null means that there are no keys yet; only the caller knows
 * whether sealed data exists and therefore whether `create` is allowed. A provider never makes
 * or drops a key by itself, and its `description` never holds one.
 */
export interface MasterKeyProvider {
  /** For messages: where the keys lie, such as a path. */
  readonly description: string;
  /** All keys, the current one first, or null when there are none. */
  load(): Promise<readonly MasterKey[] | null>;
  /** Makes the first key durably, and returns what `load` will; absent when people bring keys. */
  create?(): Promise<readonly MasterKey[]>;
  /** Makes a new current key durably, keeping the old ones; absent when people bring keys. */
  addKey?(): Promise<MasterKey>;
}

/** Keys in a file that its owner alone can read. */
export function fileProvider(path: string): Required<MasterKeyProvider> {
  return {
    description: path,
    load: () => readMasterKeyFile(path),
    create: () => createMasterKeyFile(path),
    async addKey() {
      const key = MasterKey.generate();
      await addMasterKeyToFile(path, key);
      return key;
    },
  };
}

/**
 * Keys that are given as texts, such as those of the environment, the current one first.
 *
 * Errors: `load` fails with `MASTER_KEY_MALFORMED`, which says which of the texts it is.
 */
export function fixedProvider(
  texts: readonly string[],
  description = "the environment",
): MasterKeyProvider {
  return {
    description,
    load: async () => (texts.length === 0 ? null : texts.map(parseGiven)),
  };
}

function parseGiven(text: string, index: number, { length }: readonly string[]): MasterKey {
  try {
    return MasterKey.parse(text);
  } catch (error) {
    if (length === 1 || !(error instanceof VaultError)) throw error;
    throw new VaultError(error.code, `Key ${index + 1} of ${length}: ${error.message}`, {
      cause: error,
    });
  }
}
