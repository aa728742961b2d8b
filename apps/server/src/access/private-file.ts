import { randomUUID } from "node:crypto";
import { open, rename } from "node:fs/promises";

/** Puts a file that only its user can read in the place of whatever was there, whole or not at all. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await rename(await writePrivateDraft(path, text), path);
}

/** Writes such a file beside `path` and tells its name. */
export async function writePrivateDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}.new`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}
