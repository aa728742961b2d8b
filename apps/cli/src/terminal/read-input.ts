import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { Cli } from "../cli.ts";
import { usageError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

/** More than any command takes. */
const inputMaxBytes = 8 * 1024 * 1024;

/**
 * Reads standard input to its end.
 *
 * @throws CliError `USAGE_WRONG` when it is longer than 8 MiB or not UTF-8.
 */
export async function readStdin({ stdin }: Terminal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array | string);
    size += bytes.length;
    if (size > inputMaxBytes) throw usageError("Standard input is longer than 8 MiB.");
    chunks.push(bytes);
  }
  return decodeUtf8(Buffer.concat(chunks), "Standard input");
}

/**
 * Reads a file, or standard input when the path is `-`.
 *
 * @throws CliError `USAGE_WRONG` when it cannot be read.
 */
export async function readTextFile(cli: Cli, path: string): Promise<string> {
  if (path === "-") return readStdin(cli.terminal);
  try {
    return decodeUtf8(await readFile(resolve(cli.cwd, path)), path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
    if (code === null || code === "USAGE_WRONG") throw cause;
    throw usageError(`${path} cannot be read (${code}).`);
  }
}

/**
 * The value of a JSON text that a person gave.
 *
 * @param source Where it came from, for the error; the text itself is not repeated.
 * @throws CliError `USAGE_WRONG` when it is not JSON.
 */
export function parseJsonInput(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes the text, which may hold a number or a secret.
    throw usageError(`${source} is not JSON.`, `It looks like {"sid": "SM…"}, in double quotes.`);
  }
}

function decodeUtf8(bytes: Uint8Array, source: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder's error adds nothing: the bytes are not UTF-8, and that is said here.
    throw usageError(`${source} is not UTF-8 text.`);
  }
}
