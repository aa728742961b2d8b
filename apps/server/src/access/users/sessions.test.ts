import { randomBytes } from "node:crypto";

import { fixedProvider } from "@trunkline/vault";
import { expect, it } from "vitest";

import { openDataKeys, openMasterKeys } from "../../connections/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { nobody } from "../audit/index.ts";
import { openGuessLimits } from "./guess-limits.ts";
import { lazyAuth } from "./lazy-auth.ts";
import { openSessions } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { openUsers } from "./users.ts";

const password = "correct horse battery staple";
const email = "rosa@example.com";
const client = { address: "10.0.0.1", userAgent: null };

async function openRooms(database: TestDatabase, mayKeep = () => true) {
  const provider = fixedProvider([randomBytes(32).toString("base64")], "the test");
  const auth = lazyAuth(database, openDataKeys(database, await openMasterKeys(database, provider)));
  const parts = { database, auth, limits: openGuessLimits() };
  const users = openUsers(database, auth, () => undefined);
  const deed = { actor: nobody, origin: null };
  const user = await users.create({ name: "Rosa", email, password }, deed);
  const { cookie } = await signIn(parts, { email, password }, client);
  const [header = ""] = cookie.split(";");
  return { parts, header, user, sessions: openSessions(database, auth, mayKeep) };
}

it("keeps a session in memory until something changes", async () => {
  await using database = await makeDatabase();
  const { sessions, header, user } = await openRooms(database);
  expect(await sessions.find(header)).toMatchObject({ user: user.id, identity: { name: "Rosa" } });
  await database.query.deleteFrom("sessions").execute();
  expect(await sessions.find(header)).not.toBeNull();
  sessions.forget();
  expect(await sessions.find(header)).toBeNull();
});

it("keeps nothing while changes made elsewhere may go unheard", async () => {
  await using database = await makeDatabase();
  let isListening = true;
  const { sessions, header } = await openRooms(database, () => isListening);
  expect(await sessions.find(header)).not.toBeNull();
  isListening = false;
  await database.query.deleteFrom("sessions").execute();
  expect(await sessions.find(header)).toBeNull();
});

it("knows no session whose time is over, nor one of a disabled user", async () => {
  await using database = await makeDatabase();
  const { sessions, header } = await openRooms(database, () => false);
  await database.query.updateTable("users").set({ disabled_at: new Date() }).execute();
  expect(await sessions.find(header)).toBeNull();
  await database.query.updateTable("users").set({ disabled_at: null }).execute();
  expect(await sessions.find(header)).not.toBeNull();
  await database.query.updateTable("sessions").set({ expires_at: new Date() }).execute();
  expect(await sessions.find(header)).toBeNull();
});

it("fails as the database does while that is away, and takes nobody for nobody by it", async () => {
  await using database = await makeDatabase();
  const { sessions, header, parts } = await openRooms(database, () => false);
  await database.pool.query("alter table sessions rename to sessions_away");
  await expect(sessions.find(header)).rejects.toMatchObject({ code: "42P01" });
  await expect(signIn(parts, { email, password }, client)).rejects.toMatchObject({ code: "42P01" });
  await database.pool.query("alter table sessions_away rename to sessions");
  expect(await sessions.find(header)).not.toBeNull();
});
