import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { findServer } from "./find-server.ts";

const nothing = { url: null, apiKey: null, dataDir: null };
const file = { url: "http://127.0.0.1:4100", apiKey: "secret-key-of-the-owner" };
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function writeClientFile(dataDir: string, content: string = JSON.stringify(file)) {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, "client.json");
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

test("the variables win over every file", async () => {
  await writeClientFile(join(root, ".trunkline"));
  const environment = { ...nothing, url: "https://texts.example.com/", apiKey: "from-variable" };
  const server = await findServer(environment, root);
  expect(server.url).toBe("https://texts.example.com");
  expect(server.apiKey.asAuthorization()).toBe("Bearer from-variable");
});

test("a variable alone is refused, so that no key travels to a foreign address", async () => {
  await writeClientFile(join(root, ".trunkline"));
  await expect(findServer({ ...nothing, url: "http://a.example" }, root)).rejects.toMatchObject({
    code: "USAGE_WRONG",
    message: "TRUNKLINE_URL is set and TRUNKLINE_API_KEY is not.",
  });
  await expect(findServer({ ...nothing, apiKey: "key" }, root)).rejects.toMatchObject({
    code: "USAGE_WRONG",
  });
});

test.each(["4100", "ftp://a.example", "http://user:password@a.example", "http://a.example/?q"])(
  "%s is no address of a server",
  async (url) => {
    const environment = { ...nothing, url, apiKey: "key" };
    await expect(findServer(environment, root)).rejects.toMatchObject({ code: "USAGE_WRONG" });
  },
);

test("the file is found in the data directory of a folder above", async () => {
  await writeClientFile(join(root, ".trunkline"));
  const below = join(root, "apps", "cli");
  await mkdir(below, { recursive: true });
  expect(await findServer(nothing, below)).toMatchObject({ url: file.url });
});

test("a named data directory is the only one looked into", async () => {
  await writeClientFile(join(root, ".trunkline"));
  await expect(findServer({ ...nothing, dataDir: "data" }, root)).rejects.toMatchObject({
    code: "CLIENT_FILE_MISSING",
    report: { hint: expect.stringContaining("npm start") },
  });
  await writeClientFile(join(root, "data"), JSON.stringify({ ...file, url: "http://[::1]:1" }));
  const server = await findServer({ ...nothing, dataDir: "data" }, root);
  expect(server.url).toBe("http://[::1]:1");
});

test("a file that others can read is refused with the command that closes it", async () => {
  const path = await writeClientFile(join(root, ".trunkline"));
  await chmod(path, 0o640);
  await expect(findServer(nothing, root)).rejects.toMatchObject({
    code: "CLIENT_FILE_UNSAFE",
    report: { hint: `Close it: chmod 600 '${path}'` },
  });
});

test("a link to a file that others can read is refused too", async () => {
  const path = await writeClientFile(join(root, "elsewhere"));
  await chmod(path, 0o644);
  await mkdir(join(root, ".trunkline"));
  await symlink(path, join(root, ".trunkline", "client.json"));
  await expect(findServer(nothing, root)).rejects.toMatchObject({ code: "CLIENT_FILE_UNSAFE" });
});

test.each(["", "{", "null", "[]", '{"url":"http://a.example"}', '{"url":1,"apiKey":"k-e-y"}'])(
  "a file that holds %j is refused without being quoted",
  async (content) => {
    await writeClientFile(join(root, ".trunkline"), content);
    const failure = await findServer(nothing, root).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "CLIENT_FILE_BROKEN" });
    expect(inspect(failure, { depth: 9 })).not.toContain("k-e-y");
  },
);

test("a folder in the file's place is refused", async () => {
  await mkdir(join(root, ".trunkline", "client.json"), { recursive: true });
  await expect(findServer(nothing, root)).rejects.toMatchObject({ code: "CLIENT_FILE_BROKEN" });
});

test("the key shows in no print of the server's address", async () => {
  await writeClientFile(join(root, ".trunkline"));
  const server = await findServer(nothing, root);
  expect(inspect(server, { depth: 9, showHidden: true })).not.toContain(file.apiKey);
  expect(JSON.stringify(server) + String(server.apiKey)).not.toContain(file.apiKey);
});
