import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Secret } from "@trunkline/vault";
import { afterEach, beforeEach, expect, it } from "vitest";

import { digestOfKey } from "./keys/key-text.ts";
import { openOwnerKey, writeClientFile } from "./owner-key.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trunkline-key-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("makes a random key once and finds it again", async () => {
  const first = await openOwnerKey(folder, null);
  const second = await openOwnerKey(folder, null);
  expect(first.key.reveal()).toMatch(/^tl_[\w-]{43}$/u);
  expect(second.key.reveal()).toBe(first.key.reveal());
  expect(second.digest).toBe(digestOfKey(first.key.reveal()));
});

it("gives servers that start at the same moment one key, and leaves nothing else behind", async () => {
  const opened = await Promise.all(Array.from({ length: 10 }, () => openOwnerKey(folder, null)));
  const { path } = await openOwnerKey(folder, null);
  const kept = (await readFile(path, "utf8")).trim();
  expect(opened.map(({ key }) => key.reveal())).toEqual(opened.map(() => kept));
  expect(await readdir(folder)).toEqual(["owner.key"]);
});

it("makes a key where the file was emptied", async () => {
  await writeFile(join(folder, "owner.key"), "");
  const { path, key } = await openOwnerKey(folder, null);
  expect((await readFile(path, "utf8")).trim()).toBe(key.reveal());
});

it("keeps the key in a file that only its user can read", async () => {
  const { path, key } = await openOwnerKey(folder, null);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, "utf8")).trim()).toBe(key.reveal());
});

it("puts a given key in the place of the one that was there", async () => {
  const random = await openOwnerKey(folder, null);
  const given = await openOwnerKey(folder, new Secret("g".repeat(32)));
  expect(given.digest).toBe(digestOfKey("g".repeat(32)));
  expect(given.digest).not.toBe(random.digest);
  expect((await readFile(given.path, "utf8")).trim()).toBe("g".repeat(32));
});

it("tells the command line where the server is, in a file that only its user can read", async () => {
  await writeClientFile(folder, "http://127.0.0.1:4100", new Secret("k"));
  const path = join(folder, "client.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual({
    url: "http://127.0.0.1:4100",
    apiKey: "k",
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
