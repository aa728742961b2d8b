import { randomBytes } from "node:crypto";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeDataDirectory } from "./testing/data-directory.ts";
import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { startAndEnd } from "./testing/server-process.ts";
import { startWorld, type World } from "./testing/world.ts";

let world: World;
let keyFile: string;

beforeAll(async () => {
  world = await startWorld();
  keyFile = join(world.dataDirectory.path, "master.key");
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

async function status(): Promise<{ masterKeyId: string; waitingForRotation: number }> {
  const { body } = await world.api("GET", "/api/status");
  return body["vault"] as { masterKeyId: string; waitingForRotation: number };
}

async function rotate(): Promise<number> {
  const answer = await world.api("POST", "/api/vault/rotate");
  expect(answer.status, answer.text).toBe(200);
  return answer.body["rewrapped"] as number;
}

test("a wrong master key is told at the start, and nothing is changed", async () => {
  const wrong = randomBytes(32).toString("base64");
  const before = await readFile(keyFile, "utf8");
  const end = await startAndEnd({
    dataDir: world.dataDirectory.path,
    env: { TRUNKLINE_MASTER_KEY: wrong },
  });
  expect(end.code).toBe(1);
  expect(end.output).toMatch(/master key/iu);
  expect(end.output).not.toContain(wrong);
  expect(await readFile(keyFile, "utf8")).toBe(before);
  expect((await world.send("Still here")).status).toBe(200);
});

test("a missing key file over existing data is told at the start, and no new key is made", async () => {
  const aside = `${keyFile}.aside`;
  await copyFile(keyFile, aside);
  await rm(keyFile);
  const end = await startAndEnd({ dataDir: world.dataDirectory.path });
  expect(end.code).toBe(1);
  expect(end.output).toContain(keyFile);
  expect(end.output).toContain("master key");
  await expect(readFile(keyFile)).rejects.toMatchObject({ code: "ENOENT" });

  await writeFile(keyFile, await readFile(aside), { mode: 0o600 });
  await world.restart();
  expect((await world.send("After the file came back")).status).toBe(200);
});

test("a data directory of another server does not bring its own key to a shared database", async () => {
  await using elsewhere = await makeDataDirectory();
  const end = await startAndEnd({
    dataDir: elsewhere.path,
    env: { TRUNKLINE_DATABASE_URL: await world.dataDirectory.connectionString() },
  });
  expect(end.code).toBe(1);
  expect(end.output).toContain("master key");
  await expect(readFile(join(elsewhere.path, "master.key"))).rejects.toMatchObject({
    code: "ENOENT",
  });
});

test.each([
  ["that others can read", 0o644, null],
  ["that holds no key", 0o600, "not-a-key-but-somebody-may-think-so"],
])("a key file %s is told at the start without being quoted", async (_name, mode, text) => {
  await using elsewhere = await makeDataDirectory();
  const path = join(elsewhere.path, "master.key");
  const key = text ?? randomBytes(32).toString("base64");
  await writeFile(path, `${key}\n`, { mode });
  const end = await startAndEnd({
    dataDir: elsewhere.path,
    env: { TRUNKLINE_DATABASE_URL: await world.dataDirectory.connectionString() },
  });
  expect(end.code).toBe(1);
  expect(end.output).toContain(path);
  expect(end.output).not.toContain(key);
});

test("the master key is rotated while two servers work", async () => {
  await using second = await world.startSecond();
  const first = await world.send("Before the rotation", "key-rotated");
  const before = await status();
  const [rewrapped, ...answers] = await Promise.all([
    rotate(),
    ...Array.from({ length: 20 }, (_, index) => world.send(`While rotating ${index}`)),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
  expect(rewrapped).toBeGreaterThan(0);
  expect((await status()).masterKeyId).not.toBe(before.masterKeyId);
  expect((await status()).waitingForRotation).toBe(0);

  expect((await second.api.call("POST", "/api/apps", { body: { name: "after" } })).status).toBe(
    201,
  );
  expect((await status()).waitingForRotation, "the second server knows the new key").toBe(0);
  for (const server of [world.server, second]) {
    const again = await world.send("Before the rotation", "key-rotated", server);
    expect(again.body).toEqual(first.body);
  }
  await world.restart();
  expect((await world.send("Before the rotation", "key-rotated")).body).toEqual(first.body);
});

test("a rotation that is killed midway goes on later under the same new key", async () => {
  for (const name of ["one", "two", "three"]) {
    await world.api("POST", "/api/apps", { body: { name } });
  }
  const before = await world.dataDirectory.masterKeys();
  const client = new Client({ connectionString: await world.dataDirectory.connectionString() });
  await client.connect();
  try {
    // The rotation stops at one of these rows until the transaction ends, and is killed there. The
    // statement that waits is carried out all the same; the one for the other row is never sent.
    await client.query("begin");
    await client.query(
      `select id from data_keys
       where app_id in (select id from apps where name in ('two', 'three')) for update`,
    );
    const rotation = world.api("POST", "/api/vault/rotate").catch(() => null);
    await eventually("part of the keys is under the new one", async () => {
      const keys = await world.rows<{ id: string }>(
        "select distinct master_key_id as id from data_keys",
      );
      return keys.length === 2;
    });
    await world.kill();
    expect(await rotation).toBe(null);
  } finally {
    await client.end();
  }
  const between = await world.dataDirectory.masterKeys();
  expect(between).toEqual([expect.any(String), ...before]);

  await world.restart();
  expect((await status()).waitingForRotation).toBeGreaterThan(0);
  expect((await world.send("Between two halves of a rotation")).status).toBe(200);
  expect(await rotate()).toBeGreaterThan(0);
  expect((await status()).waitingForRotation).toBe(0);
  expect(await world.dataDirectory.masterKeys(), "no third key").toEqual(between);
  await world.restart();
  expect((await world.send("After the rotation")).status).toBe(200);
});

test("a new secret of a profile is in force at once on every server", async () => {
  await using second = await world.startSecond();
  const { accountSid, authToken, apiKeys } = world.account;
  const patch = async (settings: Readonly<Record<string, unknown>>) => {
    const path = "/api/apps/demo/profiles/simulator";
    const answer = await world.api("PATCH", path, { body: { settings } });
    expect(answer.status, answer.text).toBe(200);
    for (const secret of [authToken, ...apiKeys.map((key) => key.secret), accountSid]) {
      expect(answer.text).not.toContain(secret);
    }
  };
  const statusesAre = async (wanted: number) => {
    expect((await world.send("With the profile as it is")).status).toBe(wanted);
    await eventually(`the second server answers ${wanted}`, async () => {
      const answer = await world.send("With the profile as it is", undefined, second);
      return answer.status === wanted;
    });
  };
  await statusesAre(200);
  await patch({ authToken: "0123456789abcdef0123456789abcdef" });
  await statusesAre(422);
  const [apiKey] = apiKeys;
  await patch({ apiKey: apiKey?.sid, authToken: apiKey?.secret });
  await statusesAre(200);
  await patch({ apiKey: null, authToken });
  await statusesAre(200);
});
