import { MasterKey, type MasterKeyProvider } from "@trunkline/vault";
import { expect, it } from "vitest";

import { newId } from "../database/index.ts";
import { makeDatabase } from "../testing/test-database.ts";
import { openDataKeys } from "./data-keys.ts";
import { openMasterKeys } from "./master-keys.ts";
import { rotateMasterKey } from "./rotate-master-key.ts";

/** A provider in memory; `keys` is what it holds. */
function memoryProvider(keys: MasterKey[] = []): Required<MasterKeyProvider> & {
  keys: MasterKey[];
} {
  return {
    keys,
    description: "this test",
    load: async () => (keys.length === 0 ? null : [...keys]),
    create: async () => {
      keys.push(MasterKey.generate());
      return [...keys];
    },
    addKey: async () => {
      const key = MasterKey.generate();
      keys.unshift(key);
      return key;
    },
  };
}

it("makes a key for an empty database and finds it again", async () => {
  await using database = await makeDatabase();
  const provider = memoryProvider();
  const first = await openMasterKeys(database, provider);
  const second = await openMasterKeys(database, provider);
  expect([first.wasCreated, second.wasCreated]).toEqual([true, false]);
  expect(provider.keys).toHaveLength(1);
});

it("never makes a new key over old data: a missing one is an error", async () => {
  await using database = await makeDatabase();
  await openMasterKeys(database, memoryProvider());
  const empty = memoryProvider();
  await expect(openMasterKeys(database, empty)).rejects.toMatchObject({
    code: "MASTER_KEY_MISSING",
  });
  expect(empty.keys).toHaveLength(0);
});

it("refuses another key than the one that the data is sealed under, naming the missing one", async () => {
  await using database = await makeDatabase();
  const right = await openMasterKeys(database, memoryProvider());
  const wrong = openMasterKeys(database, memoryProvider([MasterKey.generate()]));
  await expect(wrong).rejects.toMatchObject({ code: "VAULT_KEY_UNKNOWN" });
  await expect(wrong).rejects.toThrow(right.ring.current.id);
});

it("lets one of several servers make the key when all start at once", async () => {
  await using database = await makeDatabase();
  const provider = memoryProvider();
  await Promise.all([1, 2, 3].map(() => openMasterKeys(database, provider)));
  expect(provider.keys).toHaveLength(1);
});

it("rotates, keeps every data key, and finishes a rotation that was interrupted", async () => {
  await using database = await makeDatabase();
  const provider = memoryProvider();
  const masterKeys = await openMasterKeys(database, provider);
  const dataKeys = openDataKeys(database, masterKeys);
  const ids = await database.query.transaction().execute(async (transaction) => {
    const app = newId("app");
    await transaction.insertInto("apps").values({ id: app, name: "shop" }).execute();
    return Promise.all([1, 2, 3].map(() => dataKeys.create(transaction, app, "profile")));
  });
  const before = await Promise.all(ids.map((id) => dataKeys.open(id)));

  // Interrupted: the new key is there, and nothing has been wrapped under it yet.
  await provider.addKey();
  await masterKeys.reload();
  expect(await dataKeys.countWaiting()).toBe(3);
  const finished = await rotateMasterKey(database, masterKeys, dataKeys);
  expect([finished.rewrapped, provider.keys.length]).toEqual([3, 2]);

  const again = await rotateMasterKey(database, masterKeys, dataKeys);
  expect([again.rewrapped, provider.keys.length]).toEqual([3, 3]);
  expect(await dataKeys.countWaiting()).toBe(0);

  // With the newest key alone, everything still opens.
  const [newest] = provider.keys;
  const alone = await openMasterKeys(
    database,
    memoryProvider(newest === undefined ? [] : [newest]),
  );
  const reopened = openDataKeys(database, alone);
  const after = await Promise.all(ids.map((id) => reopened.open(id)));
  expect(after.map((key) => key.id)).toEqual(before.map((key) => key.id));
});

it("opens a key that another server has wrapped under a new master key since", async () => {
  await using database = await makeDatabase();
  const provider = memoryProvider();
  const here = await openMasterKeys(database, provider);
  const there = await openMasterKeys(database, provider);
  const dataKeysHere = openDataKeys(database, here);
  const id = await database.query.transaction().execute(async (transaction) => {
    const app = newId("app");
    await transaction.insertInto("apps").values({ id: app, name: "shop" }).execute();
    return dataKeysHere.create(transaction, app, "contents");
  });
  await rotateMasterKey(database, there, openDataKeys(database, there));
  expect((await dataKeysHere.open(id)).id).toMatch(/^[0-9a-f]{32}$/u);
});
