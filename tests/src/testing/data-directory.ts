import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { eventually } from "./eventually.ts";
import { isAlive } from "./leftovers.ts";

/** A temporary data directory of the product. Disposing stops its PostgreSQL and removes it. */
export class DataDirectory implements AsyncDisposable {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** How to reach its embedded database, from what the product keeps about it. */
  async connectionString(): Promise<string> {
    const password = (await readFile(join(this.path, "postgres/password"), "utf8")).trim();
    const port = (await readFile(join(this.path, "postgres/port"), "utf8")).trim();
    return `postgres://trunkline:${password}@127.0.0.1:${port}/trunkline`;
  }

  /** The master keys in its key file, the current one first. */
  async masterKeys(): Promise<string[]> {
    const lines = (await readFile(join(this.path, "master.key"), "utf8")).split("\n");
    return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  }

  /** The number of its PostgreSQL's first process; null when there is none. */
  async postmasterPid(): Promise<number | null> {
    try {
      const file = await readFile(join(this.path, "postgres/cluster/postmaster.pid"), "utf8");
      const pid = Number(file.split("\n")[0]);
      return pid > 0 && isAlive(pid) ? pid : null;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === "ENOENT" || code === "ENOTDIR") return null;
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const pid = await this.postmasterPid();
    if (pid !== null) {
      // Left behind by servers that were killed.
      process.kill(pid, "SIGQUIT");
      await eventually("PostgreSQL has ended", () => !isAlive(pid));
    }
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes a data directory that PostgreSQL's own user can reach when the tests run as root. */
export async function makeDataDirectory(): Promise<DataDirectory> {
  const path = await mkdtemp(join(tmpdir(), "trunkline-system-"));
  await chmod(path, 0o711);
  return new DataDirectory(path);
}
