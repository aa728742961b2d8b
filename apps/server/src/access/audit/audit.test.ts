import { expect, it } from "vitest";

import type { Id } from "../../database/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { type AuditFilter, list } from "./list.ts";
import { type Deed, nobody, record } from "./record.ts";
import { expire } from "./retention.ts";

const rosa: Deed = { actor: { user: "usr_1", name: "rosa" }, origin: "10.0.0.7" };
const everything = { app: null, since: null, until: null, before: null, size: 200 } as const;

async function addOld(database: TestDatabase, id: Id<"aud">, days: number) {
  await database.pool.query(
    `insert into audit_entries (id, actor, action, subject, at)
     values ($1, 'owner', 'vault.rotated', 'k', now() - $2 * interval '1 day')`,
    [id, days],
  );
}

it("keeps an entry with the transaction that it belongs to, and with the app's name", async () => {
  await using database = await makeDatabase();
  await database.pool.query("insert into apps (id, name) values ('app_1', 'shop')");
  const entry = { ...rosa, app: "app_1", action: "profile.created", subject: "main" } as const;
  const failing = database.query.transaction().execute(async (transaction) => {
    await record(transaction, entry);
    throw new Error("on the way");
  });
  await expect(failing).rejects.toThrow("on the way");
  expect(await list(database.query, everything)).toEqual([]);
  await record(database.query, { ...entry, details: { service: "twilio", fields: ["mode"] } });
  await database.pool.query("delete from apps");
  const facts = { actor: "rosa", user: "usr_1", origin: "10.0.0.7", app: "shop" };
  const [first, ...others] = await list(database.query, everything);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ ...facts, action: "profile.created", subject: "main" });
  expect(first?.details).toEqual({ service: "twilio", fields: ["mode"] });
  expect(Math.abs(Date.now() - Date.parse(first?.at ?? ""))).toBeLessThan(60_000);
});

it("lists by each filter, newest first, and in pages", async () => {
  await using database = await makeDatabase();
  const { query, pool } = database;
  await pool.query("insert into apps (id, name) values ('app_1', 'shop'), ('app_2', 'bakery')");
  await record(query, { ...rosa, app: "app_1", action: "flow.saved", subject: "order" });
  await record(query, { ...rosa, app: "app_2", action: "flow.saved", subject: "order" });
  const refused = { actor: nobody, origin: null, action: "session.refused" } as const;
  await record(query, { ...refused, app: null, subject: "usr_2" });
  const found = async (filter: Partial<AuditFilter>) =>
    (await list(query, { ...everything, ...filter })).map(({ app, action }) => [app, action]);
  const all = [
    [null, "session.refused"],
    ["bakery", "flow.saved"],
    ["shop", "flow.saved"],
  ];
  expect(await found({})).toEqual(all);
  expect(await found({ app: "app_1" })).toEqual(all.slice(2));
  expect(await found({ app: { named: "bakery" } })).toEqual(all.slice(1, 2));
  expect(await found({ action: "flow.saved" })).toEqual(all.slice(1));
  expect(await found({ actor: "nobody" })).toEqual(all.slice(0, 1));
  expect(await found({ user: "usr_1" })).toEqual(all.slice(1));
  expect(await found({ subject: "usr_2" })).toEqual(all.slice(0, 1));
  const hourMs = 60 * 60 * 1000;
  expect(await found({ since: new Date(Date.now() + hourMs) })).toEqual([]);
  expect(await found({ until: new Date(Date.now() - hourMs) })).toEqual([]);
  const [newest] = await list(query, { ...everything, size: 1 });
  expect(await found({ before: newest?.id ?? null })).toEqual(all.slice(1));
});

it("calls a user by his id where his name is an e-mail address or a number", async () => {
  await using database = await makeDatabase();
  const { query } = database;
  for (const name of ["rosa@example.com", "+1 (555) 000-1111", "Rosa 2"]) {
    const actor = { user: "usr_1", name } as const;
    await record(query, { actor, origin: null, app: null, action: "vault.rotated", subject: "k" });
  }
  const actors = (await list(query, everything)).map(({ actor }) => actor);
  expect(actors).toEqual(["Rosa 2", "usr_1", "usr_1"]);
});

it("lets nobody change an entry or delete a young one, whoever asks the database", async () => {
  await using database = await makeDatabase();
  await record(database.query, { ...rosa, app: null, action: "vault.rotated", subject: "k" });
  await addOld(database, "aud_29", 29);
  await addOld(database, "aud_31", 31);
  for (const statement of [
    "update audit_entries set actor = 'somebody else'",
    "update audit_entries set at = now() - interval '99 days' where id = 'aud_31'",
    "delete from audit_entries",
    "delete from audit_entries where id = 'aud_29'",
    "truncate audit_entries cascade",
  ]) {
    await expect(database.pool.query(statement)).rejects.toThrow("append-only");
  }
  // Also where ordinary triggers rest, as in sessions of replicas.
  const { rows } = await database.pool.query(
    `select tgname, tgenabled from pg_trigger
     where tgrelid = 'audit_entries'::regclass and not tgisinternal order by tgname`,
  );
  expect(rows).toEqual([
    { tgname: "audit_entries_append_only", tgenabled: "A" },
    { tgname: "audit_entries_no_truncate", tgenabled: "A" },
  ]);
  expect(await list(database.query, everything)).toHaveLength(3);
  await database.pool.query("delete from audit_entries where id = 'aud_31'");
  expect(await list(database.query, everything)).toHaveLength(2);
});

it("deletes entries whose days are over, and no others", async () => {
  await using database = await makeDatabase();
  await addOld(database, "aud_399", 399);
  await addOld(database, "aud_401", 401);
  expect(await expire(database.pool, 400)).toBe(1);
  expect((await list(database.query, everything)).map(({ id }) => id)).toEqual(["aud_399"]);
});
