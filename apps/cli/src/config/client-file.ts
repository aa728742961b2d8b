import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

import { CliError } from "../errors.ts";
import { ApiKey, isApiKeyText, normalizeServerUrl } from "./server-address.ts";
import type { ServerAddress } from "./server-address.ts";

/**
 * Reads the file that the server writes for the command line: `{ "url", "apiKey" }`.
 *
 * @returns Null when there is no such file.
 * @throws CliError `CLIENT_FILE_UNSAFE` when others could have read or written it,
 *   `CLIENT_FILE_BROKEN` when it cannot be read or does not hold an address and a key.
 */
export async function readClientFile(path: string): Promise<ServerAddress | null> {
  const file = await openClientFile(path);
  if (file === null) return null;
  try {
    await refuseUnsafeFile(path, file);
    return parseClientFile(path, await file.readFile("utf8"));
  } finally {
    await file.close();
  }
}

async function openClientFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw broken(path, `${path} cannot be opened (${String(code)}).`, cause);
  }
}

/** Looks at the opened file, so that nobody can exchange it between the look and the reading. */
async function refuseUnsafeFile(path: string, file: FileHandle): Promise<void> {
  const stats = await file.stat();
  if (!stats.isFile()) throw broken(path, `${path} is not a file.`);
  // Windows has no such owners and modes.
  const me = process.getuid?.();
  if (me === undefined) return;
  if (stats.uid !== me && stats.uid !== 0) {
    throw unsafe(
      `${path} belongs to another user.`,
      "Run the command as the user that runs the server, or set TRUNKLINE_URL and TRUNKLINE_API_KEY.",
    );
  }
  if ((stats.mode & 0o077) !== 0) {
    throw unsafe(
      `${path} can be used by others than you, and it holds an API key.`,
      `Close it: chmod 600 '${path.replaceAll("'", "'\\''")}'`,
    );
  }
}

function parseClientFile(path: string, text: string): ServerAddress {
  const content = parseObject(text);
  const { url, apiKey } = content ?? {};
  const address = typeof url === "string" ? normalizeServerUrl(url) : null;
  if (address === null || typeof apiKey !== "string" || !isApiKeyText(apiKey)) {
    throw broken(path, `${path} does not hold a server's address and key.`);
  }
  return { url: address, apiKey: new ApiKey(apiKey) };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    // The error of JSON.parse quotes the text, which may hold the key: it must not go further.
    return null;
  }
}

function unsafe(message: string, hint: string): CliError {
  return new CliError("CLIENT_FILE_UNSAFE", {
    title: "The file with the API key is not safe",
    message,
    hint,
  });
}

function broken(path: string, message: string, cause?: unknown): CliError {
  return new CliError(
    "CLIENT_FILE_BROKEN",
    {
      title: "The server's file cannot be used",
      message,
      hint: `Start the server again (it writes ${path} anew), or set TRUNKLINE_URL and TRUNKLINE_API_KEY.`,
    },
    { cause },
  );
}
