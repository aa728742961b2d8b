import { afterEach, beforeEach, expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { openKeyIdentities } from "./key-identities.ts";
import { digestOfKey, makeKeyText, mayBeKey } from "./key-text.ts";

let database: TestDatabase;
let asked = 0;
let nowMs = 0;
let isListening = true;
beforeEach(async () => {
  database = await makeDatabase();
  asked = 0;
  nowMs = 0;
  isListening = true;
});
afterEach(() => database[Symbol.asyncDispose]());

/** The memory of keys over a database that counts what it is asked of keys. */
function open() {
  const query = new Proxy(database.query, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== "selectFrom") return value;
      return (table: "user_keys") => {
        if (table === "user_keys") asked += 1;
        return target.selectFrom(table);
      };
    },
  });
  return openKeyIdentities(
    { ...database, query },
    () => isListening,
    () => nowMs,
  );
}

/** Makes a user with a Web Hook Key; gives its digest. */
async function aKey(): Promise<string> {
  const user = newId("usr");
  await database.query
    .insertInto("users")
    .values({ id: user, name: user, email: `${user}@example.com`, image: null, disabled_at: null })
    .execute();
  const digest = digestOfKey(makeKeyText("web-hook"));
  const bytes = Buffer.from(digest, "base64");
  await database.query
    .insertInto("user_keys")
    .values({ id: newId("ukey"), user_id: user, kind: "web-hook", name: "Test", digest: bytes })
    .execute();
  return digest;
}

it("knows a key from memory for five seconds", async () => {
  const keys = open();
  const digest = await aKey();
  const found = await keys.find(digest);
  expect(found).toMatchObject({ kind: "web-hook-key", isOwner: false });
  nowMs = 4999;
  expect(keys.find(digest)).toBe(found);
  expect(asked).toBe(1);
  nowMs = 5001;
  expect(await keys.find(digest)).toEqual(found);
  expect(asked).toBe(2);
});

it("forgets every key when something has changed", async () => {
  const keys = open();
  const digest = await aKey();
  await keys.find(digest);
  await database.pool.query("delete from user_keys");
  keys.forget();
  expect(await keys.find(digest)).toBeNull();
});

it("keeps nothing that was read before a change which came meanwhile", async () => {
  const keys = open();
  const digest = await aKey();
  const reading = keys.find(digest);
  keys.forget();
  await reading;
  await keys.find(digest);
  expect(asked).toBe(2);
});

it("keeps nothing while changes may go unheard", async () => {
  const keys = open();
  const digest = await aKey();
  await keys.find(digest);
  isListening = false;
  await keys.find(digest);
  await keys.find(digest);
  expect(asked).toBe(3);
});

it("looks for many wrong keys by one query, and keeps none of them", async () => {
  const keys = open();
  const right = await aKey();
  const digests = [...Array.from({ length: 200 }, () => digestOfKey(makeKeyText("api"))), right];
  const found = await Promise.all(digests.map(async (digest) => keys.find(digest)));
  expect(found.filter((identity) => identity !== null)).toHaveLength(1);
  expect(found.at(-1)).not.toBeNull();
  expect(asked).toBe(1);
});

it("asks once for a key that many requests bring at the same time", async () => {
  const keys = open();
  const digest = await aKey();
  await Promise.all(Array.from({ length: 50 }, async () => keys.find(digest)));
  expect(asked).toBe(1);
});

it("looks for texts of a key's form alone", () => {
  for (const kind of ["api", "web-hook"] as const) expect(mayBeKey(makeKeyText(kind))).toBe(true);
  const key = makeKeyText("api");
  for (const text of ["", "tlk_", `${key}x`, key.slice(1), ` ${key}`, `${key}\n`]) {
    expect(mayBeKey(text)).toBe(false);
  }
});
