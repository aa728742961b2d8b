import { chmod, mkdtemp, readdir, rm, stat, writeFile, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openAccountsFile } from "./accounts-file.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "simulator-accounts-"));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

const file = () => join(dataDir, "simulator", "accounts.json");

async function keep(text: string): Promise<void> {
  await mkdir(join(dataDir, "simulator"), { recursive: true });
  await writeFile(file(), text);
}

describe("openAccountsFile", () => {
  it("makes accounts once, readable by their owner only", async () => {
    const made = await openAccountsFile(dataDir);
    expect(await openAccountsFile(dataDir)).toEqual(made);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(join(dataDir, "simulator"))).toEqual(["accounts.json"]);
  });

  it("gives simulators that start at once the same accounts", async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openAccountsFile(dataDir)));
    for (const accounts of opened) expect(accounts).toEqual(opened[0]);
  });

  it.each(["", "{", "null", "{}", '{"accounts":[]}', '{"accounts":[{"accountSid":"AC1"}]}'])(
    "refuses a file that holds %j and leaves it as it is",
    async (text) => {
      await keep(text);
      await expect(openAccountsFile(dataDir)).rejects.toMatchObject({
        code: "SIMULATOR_ACCOUNTS_UNREADABLE",
        message: expect.stringContaining(file()),
      });
    },
  );

  it("says which folder cannot be written", async () => {
    const blocked = join(dataDir, "a-file");
    await writeFile(blocked, "");
    await chmod(blocked, 0o600);
    await expect(openAccountsFile(blocked)).rejects.toMatchObject({
      code: "SIMULATOR_DATA_DIR_UNUSABLE",
      message: expect.stringContaining("TRUNKLINE_DATA_DIR"),
    });
  });
});
