import { VaultError } from "./errors.ts";
import { MasterKey } from "./master-key.ts";

const heading = [
  "# Master keys, one a line; the first is current, the others still open what is old.",
  "# Keep a copy in a safe place: without these keys nothing that was sealed can be opened.",
];

/**
 * The keys in the text of a key file, in its order.
 *
 * Errors: `VAULT_KEY_FILE_MALFORMED`, with the number of the line and not its contents.
 */
export function parseKeyFile(text: string, path: string): MasterKey[] {
  const keys = text.split("\n").flatMap((line, index) => parseLine(line, index + 1, path));
  if (keys.length === 0) {
    throw new VaultError(
      "VAULT_KEY_FILE_MALFORMED",
      `The master key file ${path} holds no key. Put back the copy that you kept of it.`,
    );
  }
  return keys;
}

/** The text of a key file, the current key first. */
export function formatKeyFile(keys: readonly MasterKey[]): string {
  return [...heading, ...keys.map(keyLine), ""].join("\n");
}

/** The text with a key before all others; every other line stays as it is. */
export function withCurrentKey(text: string, key: MasterKey): string {
  const lines = text.split("\n");
  const firstKey = lines.findIndex((line) => keyText(line) !== "");
  return lines.toSpliced(Math.max(firstKey, 0), 0, keyLine(key)).join("\n");
}

function parseLine(line: string, lineNumber: number, path: string): MasterKey[] {
  const text = keyText(line);
  if (text === "") return [];
  try {
    return [MasterKey.parse(text)];
  } catch (cause) {
    throw new VaultError(
      "VAULT_KEY_FILE_MALFORMED",
      `Line ${lineNumber} of the master key file ${path} is neither a key (32 bytes as base64) ` +
        "nor a comment (after #). Put back the copy that you kept of it.",
      { cause },
    );
  }
}

function keyText(line: string): string {
  const [text = ""] = line.split("#", 1);
  return text.trim();
}

function keyLine(key: MasterKey): string {
  return key.export().reveal();
}
