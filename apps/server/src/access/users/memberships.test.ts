import { expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { makeDatabase } from "../../testing/test-database.ts";
import { identityOfUser } from "./identity-of-user.ts";
import { membershipsOf } from "./memberships.ts";
import { replaceMemberships } from "./replace-memberships.ts";
import { insertUser } from "./user-rows.ts";

const rosa = { name: "Rosa", email: "rosa@example.com", isOwner: false };

it("puts whoever is in any group of an app into All Users too, at least with the lowest role", async () => {
  await using database = await makeDatabase();
  const { query } = database;
  const user = await query.transaction().execute(async (transaction) => {
    for (const name of ["shop", "bakery", "empty"]) {
      await transaction
        .insertInto("apps")
        .values({ id: newId("app"), name })
        .execute();
    }
    const row = await insertUser(transaction, rosa);
    await replaceMemberships(transaction, row.id, [
      { app: "shop", group: "Support", role: "Manager" },
      { app: "bakery", group: "All Users", role: "Dept Lead" },
    ]);
    return row.id;
  });
  const apps = await query.selectFrom("apps").select(["id", "name"]).execute();
  const memberships = await membershipsOf(query, user);
  const named = apps.map(({ id, name }) => [name, memberships.get(id)]);
  expect(Object.fromEntries(named)).toEqual({
    shop: new Map([
      ["All Users", "Staff Level 1"],
      ["Support", "Manager"],
    ]),
    bakery: new Map([["All Users", "Dept Lead"]]),
    empty: undefined,
  });
});

it("tells who a user is, and nobody of one who is disabled or not there", async () => {
  await using database = await makeDatabase();
  const { query } = database;
  const { id } = await query.transaction().execute((transaction) => insertUser(transaction, rosa));
  expect(await identityOfUser(query, id, "api-key")).toMatchObject({
    kind: "api-key",
    user: id,
    name: "Rosa",
    caller: `user:${id}`,
    isOwner: false,
  });
  await query.updateTable("users").set({ disabled_at: new Date() }).execute();
  expect(await identityOfUser(query, id, "api-key")).toBeNull();
  expect(await identityOfUser(query, newId("usr"), "api-key")).toBeNull();
});
