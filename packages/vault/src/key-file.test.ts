import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  symlink,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  rmdir,
  stat,
  utimes,
} from "node:fs/promises";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { addMasterKeyToFile, createMasterKeyFile, readMasterKeyFile } from "./key-file.ts";
import { MasterKey } from "./master-key.ts";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "vault-key-file-"));
  path = join(folder, "master.key");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a file that is not there is null and no error", async () => {
  expect(await readMasterKeyFile(path)).toBeNull();
});

test("a new file holds one key, is closed to others, and leaves nothing beside it", async () => {
  const made = await createMasterKeyFile(path);
  expect(made).toHaveLength(1);
  expect(ids(await readMasterKeyFile(path))).toEqual(ids(made));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["master.key"]);
});

test("of many who make it at once one wins, and all get its key", async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => createMasterKeyFile(path)));
  const first = ids(await readMasterKeyFile(path));
  expect(first).toHaveLength(1);
  for (const keys of made) expect(ids(keys)).toEqual(first);
  expect(await readdir(folder)).toEqual(["master.key"]);
});

test("making it again changes no byte", async () => {
  await createMasterKeyFile(path);
  const before = await readFile(path);
  await createMasterKeyFile(path);
  expect(await readFile(path)).toEqual(before);
});

test("where the folder is missing the error is that of the file system", async () => {
  const missing = join(folder, "missing", "master.key");
  await expect(createMasterKeyFile(missing)).rejects.toMatchObject({ code: "ENOENT" });
});

test.each(["640", "604", "660", "610"])("mode %s is refused with what to type", async (mode) => {
  await createMasterKeyFile(path);
  await chmod(path, mode);
  const refused = {
    code: "VAULT_KEY_FILE_PERMISSIONS",
    message: expect.stringContaining(`chmod 600 '${path}'`),
  };
  await expect(readMasterKeyFile(path)).rejects.toMatchObject(refused);
  await expect(createMasterKeyFile(path)).rejects.toMatchObject(refused);
  await expect(addMasterKeyToFile(path, MasterKey.generate())).rejects.toMatchObject(refused);
});

test("a file that this user cannot read is refused with what to type", async () => {
  await createMasterKeyFile(path);
  await chmod(path, 0o000);
  await asNobody(async () => {
    await expect(readMasterKeyFile(path)).rejects.toMatchObject({
      code: "VAULT_KEY_FILE_PERMISSIONS",
      message: expect.stringContaining("chown"),
    });
  });
});

test("comments, empty lines, Windows line ends and a byte order mark are no hindrance", async () => {
  const keys = [MasterKey.generate(), MasterKey.generate()];
  const [first, second] = keys.map((key) => key.export().reveal());
  await writePrivate(`\ufeff# ours\r\n\r\n  ${first} # since May\r\n${second}`);
  expect(ids(await readMasterKeyFile(path))).toEqual(ids(keys));
});

test("a malformed line is named by its number and never shown", async () => {
  const broken = randomBytes(31).toString("base64");
  await writePrivate(`# keys\n${MasterKey.generate().export().reveal()}\n${broken}\n`);
  const error: unknown = await readMasterKeyFile(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "VAULT_KEY_FILE_MALFORMED",
    message: expect.stringContaining("Line 3"),
  });
  expect(String(error)).not.toContain(broken.slice(0, 8));
});

test.each(["", "\n", "# only a comment\n"])(
  "a file without a key is malformed: %j",
  async (text) => {
    await writePrivate(text);
    await expect(readMasterKeyFile(path)).rejects.toMatchObject({
      code: "VAULT_KEY_FILE_MALFORMED",
    });
    await expect(createMasterKeyFile(path)).rejects.toMatchObject({
      code: "VAULT_KEY_FILE_MALFORMED",
    });
    expect(await readFile(path, "utf8")).toBe(text);
  },
);

test("an added key comes first, the old keys and comments stay", async () => {
  const old = MasterKey.generate();
  await writePrivate(`# ours\n${old.export().reveal()} # since May\n`);
  const key = MasterKey.generate();
  await addMasterKeyToFile(path, key);
  expect(await readFile(path, "utf8")).toBe(
    `# ours\n${key.export().reveal()}\n${old.export().reveal()} # since May\n`,
  );
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["master.key"]);
});

test("a key is added to the file that a link points to, and the link stays", async () => {
  const made = await createMasterKeyFile(path);
  const shortcut = join(folder, "shortcut");
  await symlink(path, shortcut);
  const key = MasterKey.generate();
  await addMasterKeyToFile(shortcut, key);
  expect(ids(await readMasterKeyFile(path))).toEqual([key.id, ...ids(made)]);
  expect((await lstat(shortcut)).isSymbolicLink()).toBe(true);
});

test("a key that is added leaves the file with its owner", async () => {
  await createMasterKeyFile(path);
  const owner = process.geteuid?.() === 0 ? 65534 : (process.geteuid?.() ?? 0);
  await chown(path, owner, -1);
  await addMasterKeyToFile(path, MasterKey.generate());
  expect((await stat(path)).uid).toBe(owner);
});

test("a folder where the file belongs is an error, and nothing is left beside it", async () => {
  await mkdir(join(folder, "in the way"));
  await expect(createMasterKeyFile(join(folder, "in the way"))).rejects.toMatchObject({
    code: "VAULT_KEY_FILE_MALFORMED",
  });
  expect(await readdir(folder)).toEqual(["in the way"]);
});

test("adding the current key again changes nothing", async () => {
  const [key] = await createMasterKeyFile(path);
  const before = await readFile(path);
  await addMasterKeyToFile(path, key ?? MasterKey.generate());
  expect(await readFile(path)).toEqual(before);
});

test("keys added at the same time are all there afterwards", async () => {
  const made = await createMasterKeyFile(path);
  const added = Array.from({ length: 10 }, () => MasterKey.generate());
  await Promise.all(added.map((key) => addMasterKeyToFile(path, key)));
  const present = ids(await readMasterKeyFile(path));
  expect(present.toSorted()).toEqual([...ids(added), ...ids(made)].toSorted());
  expect(await readdir(folder)).toEqual(["master.key"]);
});

test("a key is not added to a file that is missing", async () => {
  await expect(addMasterKeyToFile(path, MasterKey.generate())).rejects.toMatchObject({
    code: "ENOENT",
  });
  expect(await readdir(folder)).toEqual([]);
});

test("whoever adds a key waits for another who is at it", async () => {
  const made = await createMasterKeyFile(path);
  await mkdir(`${path}.lock`);
  const key = MasterKey.generate();
  const adding = addMasterKeyToFile(path, key);
  expect(ids(await readMasterKeyFile(path))).toEqual(ids(made));
  await rmdir(`${path}.lock`);
  await adding;
  expect(ids(await readMasterKeyFile(path))).toEqual([key.id, ...ids(made)]);
});

test("a lock left behind by a killed process is taken over", async () => {
  await createMasterKeyFile(path);
  await mkdir(`${path}.lock`);
  const longAgo = Date.now() / 1000 - 11;
  await utimes(`${path}.lock`, longAgo, longAgo);
  const key = MasterKey.generate();
  await addMasterKeyToFile(path, key);
  expect(ids(await readMasterKeyFile(path))[0]).toBe(key.id);
});

function ids(keys: readonly MasterKey[] | null): string[] {
  return (keys ?? []).map(({ id }) => id);
}

async function writePrivate(text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
}

/** Root reads everything, so for the time of an act it is somebody else. */
async function asNobody(act: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
