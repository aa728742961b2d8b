import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";

import { expect, test } from "vitest";

import { MasterKey } from "./master-key.ts";
import { fileProvider, fixedProvider } from "./provider.ts";

test("a file has no keys until they are made, and an added key becomes the current one", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vault-provider-"));
  const provider = fileProvider(join(folder, "master.key"));
  expect(await provider.load()).toBeNull();

  const [first] = await provider.create();
  const second = await provider.addKey();

  const keys = await provider.load();
  expect(keys?.map(({ id }) => id)).toEqual([second.id, first?.id]);
  expect(provider.description).toBe(join(folder, "master.key"));
  await rm(folder, { recursive: true });
});

test("given texts are keys in their order, and none are null", async () => {
  const keys = [MasterKey.generate(), MasterKey.generate()];
  const provider = fixedProvider(keys.map((key) => key.export().reveal()));
  expect((await provider.load())?.map(({ id }) => id)).toEqual(keys.map(({ id }) => id));
  expect(await fixedProvider([]).load()).toBeNull();
});

test("a malformed text is named by its position among several and never shown", async () => {
  const good = MasterKey.generate().export().reveal();
  await expect(fixedProvider([good, "not a key"]).load()).rejects.toMatchObject({
    code: "MASTER_KEY_MALFORMED",
    message: expect.stringMatching(/^Key 2 of 2: (?!.*not a key)/),
  });
  await expect(fixedProvider(["not a key"]).load()).rejects.toMatchObject({
    message: expect.stringMatching(/^A master key is/),
  });
});

test("a provider that is printed shows no key", () => {
  const text = MasterKey.generate().export().reveal();
  const provider = fixedProvider([text]);
  expect(inspect(provider, { showHidden: true }) + JSON.stringify(provider)).not.toContain(text);
});
