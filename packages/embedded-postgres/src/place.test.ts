import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { startEmbeddedPostgres } from "./index.ts";
import { systemDirectory } from "./place.ts";
import { isRoot, makeDataDir, query, startInProcess } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

/** A user of every Unix without rights, who has a name: `initdb` asks for it. */
const daemon = 1;

let folder: string;
const outside = new Set<string>();

beforeEach(async () => {
  folder = await makeDataDir();
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const home of outside) await rm(home, { recursive: true, force: true });
  outside.clear();
});

it("runs as the user who starts it", async () => {
  const dataDir = join(folder, "data");
  await mkdir(dataDir);
  if (isRoot) await chown(dataDir, daemon, daemon);
  const starter = startInProcess(dataDir, isRoot ? daemon : undefined);
  const told = await starter.told;
  expect(told.error).toBeUndefined();
  expect(await query(told.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  const owner = (await stat(told.dataDirectory)).uid;
  expect(owner).toBe(isRoot ? daemon : process.getuid?.());
  await starter.finish();
});

if (isRoot) {
  it("runs as another user when root starts it", async () => {
    await using postgres = await startEmbeddedPostgres({ dataDir: folder });
    expect((await stat(postgres.dataDirectory)).uid).toBe(65_534);
    expect((await stat(`/proc/${postgres.pid}`)).uid).toBe(65_534);
  });

  it("keeps a data directory in the hands of its owner when root starts it once", async () => {
    const dataDir = join(folder, "data");
    await mkdir(dataDir);
    await chown(dataDir, daemon, daemon);
    for (const uid of [daemon, undefined, daemon]) {
      const starter = startInProcess(dataDir, uid);
      const told = await starter.told;
      expect(told.error).toBeUndefined();
      expect((await stat(told.dataDirectory)).uid).toBe(daemon);
      await starter.finish();
    }
  });

  it("makes a new data directory passable, whatever root's umask", async () => {
    const umask = process.umask(0o077);
    try {
      const dataDir = join(folder, "new", "data");
      await using postgres = await startEmbeddedPostgres({ dataDir });
      expect(postgres.location).toBe("data-directory");
    } finally {
      process.umask(umask);
    }
  });

  it("lies in the system's directory under a closed home, and is found there again", async () => {
    const home = await mkdtemp(join(tmpdir(), "trunkline-closed-"));
    const dataDir = join(home, "data");
    const notices: string[] = [];
    const start = async () => {
      const started = await startEmbeddedPostgres({
        dataDir,
        onNotice: (text) => notices.push(text),
      });
      outside.add(dirname(started.dataDirectory));
      return started;
    };
    {
      await using postgres = await start();
      expect(postgres.location).toBe("system-directory");
      expect(postgres.dataDirectory.startsWith(`${systemDirectory}/`)).toBe(true);
      expect(notices.join()).toContain(dirname(postgres.dataDirectory));
      await query(postgres.connectionString, "CREATE TABLE kept AS SELECT 1 AS one");
    }
    await chmod(home, 0o755);
    {
      await using again = await start();
      expect(await query(again.connectionString, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    }
    const [first = ""] = outside;
    await rm(first, { recursive: true });
    await expect(start()).rejects.toMatchObject({
      code: "START_FAILED",
      message: expect.stringContaining(first),
    });
    await rm(dataDir, { recursive: true });
    await chmod(home, 0o700);
    {
      await using anew = await start();
      expect(dirname(anew.dataDirectory)).not.toBe(first);
    }
    await rm(home, { recursive: true });
  });

  it("refuses a database in the data directory that has become closed to its user", async () => {
    const dataDir = join(folder, "data");
    await (await startEmbeddedPostgres({ dataDir }))[Symbol.asyncDispose]();
    await chmod(dataDir, 0o700);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
      code: "DIRECTORY_NOT_WRITABLE",
      message: expect.stringContaining("chmod o+x"),
    });
    expect(await readdir(join(dataDir, "postgres"))).not.toContain("location");
  });
}
