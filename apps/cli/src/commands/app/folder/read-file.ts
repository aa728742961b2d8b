import { constants } from "node:fs";
import { open } from "node:fs/promises";

import { FileFault } from "./file-fault.ts";

/** A document of 8 MiB with all its line breaks and blanks. */
const fileMaxBytes = 32 * 1024 * 1024;

/** Where a system lacks one of them, it is undefined, which adds no bit. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file of an app folder as text, without a byte order mark. Links, pipes and devices are not
 * opened, and nothing is read of a file that is too large.
 *
 * @throws FileFault what is wrong with it.
 */
export async function readFolderFile(path: string): Promise<string> {
  await using file = await open(path, openFlags).catch(refuse);
  const stat = await file.stat();
  const { size } = stat;
  if (!stat.isFile()) throw new FileFault("it is no plain file.");
  if (size > fileMaxBytes) throw new FileFault("it is larger than 32 MiB.");
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return decode(bytes.subarray(0, length));
}

/** Takes off the byte order mark that some editors put before a text. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The decoder's error adds nothing: that the bytes are not UTF-8 is said here.
    throw new FileFault("it is not UTF-8 text.");
  }
}

function refuse(cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
  if (code === "ELOOP" || code === "EMLINK") {
    throw new FileFault("it is a link, and links are not followed.");
  }
  if (code === null) throw cause;
  throw new FileFault(`it cannot be read (${code}).`);
}
