import { afterAll, beforeAll, expect, it } from "vitest";

import { type KeyedUser, makeKeyedUser } from "../../../testing/keyed-user.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const groups = "/api/apps/shop/groups";

let server: TestServer;
let ada: KeyedUser;
beforeAll(async () => {
  server = await startTestServer();
  await server.api("/api/apps", { body: { name: "other" } });
  ada = await makeKeyedUser(server, "Ada", {
    groups: { shop: { Admin: "Staff Level 1", Support: "Manager" }, other: { Sales: "Dept Lead" } },
  });
});
afterAll(() => server[Symbol.asyncDispose]());

const remove = (name: string) =>
  server.api(`${groups}/${encodeURIComponent(name)}`, { method: "DELETE" });

it("lists the fixed groups first, and those that came into being with a membership", async () => {
  expect((await server.api(groups)).body).toEqual({
    groups: [
      { name: "Admin", isFixed: true, memberCount: 1 },
      { name: "All Users", isFixed: true, memberCount: 1 },
      { name: "Support", isFixed: false, memberCount: 1 },
    ],
  });
});

it("makes a group once, and deletes it with its memberships", async () => {
  const body = { name: "Night Shift & Co" };
  expect((await server.api(groups, { body })).status).toBe(201);
  const again = await server.api(groups, { body });
  expect([again.status, again.body.error.code]).toEqual([409, "GROUP_EXISTS"]);
  const memberships = [
    { app: "shop", group: body.name },
    { app: "other", group: body.name },
  ];
  const bob = await makeKeyedUser(server, "Bob", {
    groups: { shop: { [body.name]: "Supervisor" }, other: { [body.name]: "Manager" } },
  });
  expect((await server.api(`/api/users/${bob.id}`)).body.memberships).toHaveLength(
    memberships.length,
  );
  expect((await remove(body.name)).status).toBe(204);
  expect((await remove(body.name)).body.error.code).toBe("GROUP_UNKNOWN");
  expect((await server.api(`/api/users/${bob.id}`)).body.memberships).toEqual([
    { app: "other", group: body.name, role: "Manager" },
  ]);
});

it("neither makes nor deletes the groups that every app has, however they are written", async () => {
  for (const name of ["Admin", "All Users", "Public", "admin", "ALL USERS", "public"]) {
    const made = await server.api(groups, { body: { name } });
    expect([name, made.status, made.body.error.code]).toEqual([name, 409, "GROUP_FIXED"]);
    const gone = await remove(name);
    expect([name, gone.status, gone.body.error.code]).toEqual([name, 409, "GROUP_FIXED"]);
  }
});

it("refuses what is no name", async () => {
  for (const name of ["", " Support", "+15550001111", "x".repeat(51), "a\nb", null, ["A"]]) {
    expect((await server.api(groups, { body: { name } })).status).toBe(400);
  }
  expect((await remove("+15550001111")).status).toBe(400);
});

it("lists who is in an app's groups with his roles, and nobody and nothing of other apps", async () => {
  const [member, ...more] = (await server.api("/api/apps/shop/members")).body.members;
  expect(member).toEqual({
    user: ada.id,
    name: "Ada",
    isDisabled: false,
    memberships: [
      { group: "Admin", role: "Staff Level 1" },
      { group: "Support", role: "Manager" },
    ],
  });
  expect(more).toEqual([]);
});

it("records what becomes of groups", async () => {
  await server.api(groups, { body: { name: "Short" } });
  await remove("Short");
  const entries = await server.database.query
    .selectFrom("audit_entries")
    .select(["action", "actor", "app_name", "details"])
    .where("subject", "=", "Short")
    .orderBy("id")
    .execute();
  expect(entries).toEqual([
    { action: "group.made", actor: "owner", app_name: "shop", details: null },
    { action: "group.deleted", actor: "owner", app_name: "shop", details: { memberships: 0 } },
  ]);
});
