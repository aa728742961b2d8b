import { randomBytes } from "node:crypto";

import { fixedProvider } from "@trunkline/vault";
import { afterAll, beforeAll, expect, it } from "vitest";

import { openDataKeys, openMasterKeys } from "../../connections/index.ts";
import type { Database } from "../../database/index.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { nobody } from "../audit/index.ts";
import type { Auth } from "./auth.ts";
import { openGuessLimits } from "./guess-limits.ts";
import { lazyAuth } from "./lazy-auth.ts";
import { signIn } from "./sign-in.ts";
import { openUsers, type Users } from "./users.ts";

const old = "the password from before";
const client = { address: "10.0.0.1", userAgent: null };
const deed = { actor: nobody, origin: null };

let database: TestDatabase;
let auth: () => Promise<Auth>;
let users: Users;
beforeAll(async () => {
  database = await makeDatabase();
  const provider = fixedProvider([randomBytes(32).toString("base64")], "the test");
  auth = lazyAuth(database, openDataKeys(database, await openMasterKeys(database, provider)));
  users = openUsers(database, auth, () => undefined);
});
afterAll(() => database[Symbol.asyncDispose]());

/** Signs in by another way than better-auth's, such as one in which something else happens too. */
function partsWith(way: (real: Auth) => Auth["signIn"]) {
  const changed = async (): Promise<Auth> => {
    const real = await auth();
    return { ...real, signIn: way(real) };
  };
  return { database, auth: changed, limits: openGuessLimits() };
}

const sessionsIn = ({ query }: Database) => query.selectFrom("sessions").select("id").execute();

it("begins no session by a password that is replaced while it is being proved", async () => {
  const email = "rosa@example.com";
  const user = await users.create({ name: "Rosa", email, password: old }, deed);
  // Replaced before the session begins, and so that better-auth takes what it is given for right.
  const parts = partsWith((real) => async (_email, _password, from) => {
    await users.setPassword(user.id, "another password altogether", deed);
    return real.signIn(email, "another password altogether", from);
  });
  const trying = signIn(parts, { email, password: old }, client);
  await expect(trying).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  expect(await sessionsIn(database)).toEqual([]);
});

it("begins no session of a user who is disabled while his password is being proved", async () => {
  const email = "till@example.com";
  await users.create({ name: "Till", email, password: old }, deed);
  const parts = partsWith((real) => async (...given) => {
    const started = await real.signIn(...given);
    // As a disabling does whose end of all sessions came just before this one.
    const { query } = database;
    await query.updateTable("users").set({ disabled_at: new Date() }).execute();
    return started;
  });
  const trying = signIn(parts, { email, password: old }, client);
  await expect(trying).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  expect(await sessionsIn(database)).toEqual([]);
});
