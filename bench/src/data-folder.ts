import { chmod, mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder that is gone when the bench is over. */
export interface DataFolder extends AsyncDisposable {
  readonly path: string;
}

/** Source: `TMPFS_MAGIC` and `RAMFS_MAGIC`, statfs(2). */
const memoryFilesystems = new Set([0x01021994, 0x858458f6]);

/**
 * Makes a folder for the product's data on a real disk: where nothing has to be written, nothing
 * that is durable costs anything.
 */
export async function makeDataFolder(): Promise<DataFolder> {
  const inTemporary = !memoryFilesystems.has((await statfs(tmpdir())).type);
  const parent = inTemporary ? tmpdir() : fileURLToPath(new URL("../.cache", import.meta.url));
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, "trunkline-bench-"));
  // As root the database runs as another user, who has to get through to its own folder.
  await chmod(path, 0o711);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
