import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { makeUser, postSignIn, signIn, testPassword } from "../../../testing/a-user.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const { database, dataDir } = server;
  second = await startTestServer({ database, dataDir, withShop: false });
});
afterAll(async () => {
  await second[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

it("makes a user with memberships; groups that are not there yet come into being", async () => {
  const memberships = [
    { app: "shop", group: "Admin" },
    { app: "shop", group: "Night Shift", role: "Supervisor" },
  ];
  const answer = await server.api("/api/users", {
    body: { name: "Ana Núñez", email: "Ana@example.com", memberships },
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    id: expect.stringMatching(/^usr_/u),
    email: "ana@example.com",
    isOwner: false,
    hasPassword: false,
    disabledAt: null,
    memberships: [
      { app: "shop", group: "Admin", role: "Staff Level 1" },
      { app: "shop", group: "Night Shift", role: "Supervisor" },
    ],
  });
  const groups = await server.database.query.selectFrom("groups").select("name").execute();
  expect(groups).toEqual([{ name: "Night Shift" }]);
  expect(await server.api(`/api/users/${answer.body.id}`)).toMatchObject({ body: answer.body });
});

it("names every membership that is wrong, and makes nothing", async () => {
  const memberships = [
    { app: "nowhere", group: "Support" },
    { app: "shop", group: "Public" },
    { app: "shop", group: "admin" },
    { app: "shop", group: "Twice" },
    { app: "shop", group: "Twice", role: "Manager" },
  ];
  const body = { name: "Wrong", email: "wrong@example.com", memberships };
  const answer = await server.api("/api/users", { body });
  expect(answer.status).toBe(400);
  for (const path of [
    "memberships.0.app",
    "memberships.1.group",
    "memberships.2.group",
    "memberships.4",
  ]) {
    expect(JSON.stringify(answer.body)).toContain(path);
  }
  const { body: all } = await server.api("/api/users?pageSize=200");
  expect(JSON.stringify(all)).not.toContain("wrong@example.com");
  const role = [{ app: "shop", group: "Support", role: "Boss" }];
  const wrongRole = await server.api("/api/users", { body: { ...body, memberships: role } });
  expect(wrongRole.status).toBe(400);
  expect(JSON.stringify(wrongRole.body)).toContain("memberships.0.role");
});

it("refuses short passwords, and a name or an e-mail address that another has", async () => {
  await makeUser(server, { name: "Petra", email: "petra@example.com" });
  const post = (fields: object) =>
    server.api("/api/users", { body: { name: "P2", email: "p2@example.com", ...fields } });
  const short = await post({ password: "elevenchars" });
  expect(short.status).toBe(400);
  expect(JSON.stringify(short.body)).not.toContain("elevenchars");
  for (const taken of [{ name: "pETRA" }, { email: "PETRA@example.com" }]) {
    const answer = await post(taken);
    expect(answer.status).toBe(409);
    expect(answer.body.error.code).toBe("USER_EXISTS");
  }
  const answers = await Promise.all(
    ["a@example.com", "b@example.com"].map((email) => post({ name: "At Once", email })),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});

it("lists users in pages, oldest first", async () => {
  const made = [await makeUser(server), await makeUser(server), await makeUser(server)];
  const seen: string[] = [];
  let pageToken = "";
  do {
    const { body } = await server.api(`/api/users?pageSize=2${pageToken}`);
    for (const user of body.users) seen.push(user.id as string);
    pageToken = body.nextPageToken === null ? "" : `&pageToken=${body.nextPageToken}`;
  } while (pageToken !== "");
  expect(seen.slice(-3)).toEqual(made.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
});

it("changes a user, and his groups with effect on the session that he has", async () => {
  const user = await makeUser(server);
  const headers = await signIn(server, user.email);
  const renamed = await server.api(`/api/users/${user.id}`, {
    method: "PATCH",
    body: { name: "Renamed", email: "RENAMED@example.com" },
  });
  expect(renamed.body).toMatchObject({ name: "Renamed", email: "renamed@example.com" });
  const memberships = [{ app: "shop", group: "All Users", role: "Manager" }];
  const path = `/api/users/${user.id}/memberships`;
  expect(await server.api(path, { method: "PUT", body: { memberships } })).toMatchObject({
    status: 200,
    body: { memberships },
  });
  const me = await server.api("/api/me", { headers });
  expect(me.body).toMatchObject({
    name: "Renamed",
    memberships: { shop: { "All Users": "Manager" } },
  });
  await server.api(path, { method: "PUT", body: { memberships: [] } });
  expect((await server.api("/api/me", { headers })).body.memberships).toEqual({});
  expect(await postSignIn(server, "renamed@example.com")).toMatchObject({ status: 200 });
});

it("ends all sessions of a user who is given another password", async () => {
  const user = await makeUser(server, { password: undefined });
  const path = `/api/users/${user.id}/password`;
  const put = (password: string) => server.api(path, { method: "PUT", body: { password } });
  expect(await put(testPassword)).toMatchObject({ status: 204 });
  const headers = await signIn(server, user.email);
  expect(await put("yet another password")).toMatchObject({ status: 204 });
  expect(await server.api("/api/me", { headers })).toMatchObject({ status: 401 });
  expect(await postSignIn(server, user.email)).toMatchObject({ status: 401 });
});

it("ends whatever a user holds when he is disabled, on every server, and for good", async () => {
  const user = await makeUser(server);
  const headers = await signIn(server, user.email);
  const { body: made } = await server.api(`/api/users/${user.id}/keys`, {
    body: { kind: "api", name: "laptop" },
  });
  const key = { authorization: `Bearer ${made.key}` };
  for (const shown of [headers, key]) {
    expect(await second.api("/api/me", { headers: shown })).toMatchObject({ status: 200 });
  }
  const disabled = await server.api(`/api/users/${user.id}/disable`, { method: "POST" });
  expect(disabled.body.disabledAt).not.toBeNull();
  for (const shown of [headers, key]) {
    expect(await server.api("/api/me", { headers: shown })).toMatchObject({ status: 401 });
    await vi.waitFor(
      async () =>
        expect(await second.api("/api/me", { headers: shown })).toMatchObject({ status: 401 }),
      { timeout: 2000, interval: 5 },
    );
  }
  expect(await postSignIn(server, user.email)).toMatchObject({ status: 401 });
  const enabled = await server.api(`/api/users/${user.id}/enable`, { method: "POST" });
  expect(enabled.body.disabledAt).toBeNull();
  expect(await server.api("/api/me", { headers })).toMatchObject({ status: 401 });
  expect(await server.api("/api/me", { headers: key })).toMatchObject({ status: 200 });
  expect(await postSignIn(server, user.email)).toMatchObject({ status: 200 });
});

it("keeps an owner who is enabled, also when two leave at once", async () => {
  const owners = [await makeUser(server, { isOwner: true })];
  const path = (id: string) => `/api/users/${id}`;
  const leave = (id: string) => server.api(path(id), { method: "PATCH", body: { isOwner: false } });
  const disable = (id: string) => second.api(`${path(id)}/disable`, { method: "POST" });
  for (const refused of [await leave(owners[0]?.id ?? ""), await disable(owners[0]?.id ?? "")]) {
    expect(refused.status).toBe(409);
    expect(refused.body.error.code).toBe("OWNER_LAST");
  }
  owners.push(await makeUser(server, { isOwner: true }));
  for (let round = 0; round < 5; round += 1) {
    const [one, other] = owners.map(({ id }) => id) as [string, string];
    const answers = await Promise.all([leave(one), disable(other)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await server.api(path(one), { method: "PATCH", body: { isOwner: true } });
    await server.api(`${path(other)}/enable`, { method: "POST" });
  }
});

it("opens to the owner alone, and to a user who is one", async () => {
  const plain = await signIn(server, (await makeUser(server)).email);
  expect(await server.api("/api/users", { headers: plain })).toMatchObject({ status: 403 });
  const owner = await signIn(server, (await makeUser(server, { isOwner: true })).email);
  expect(await server.api("/api/users", { headers: owner })).toMatchObject({ status: 200 });
  expect(await server.api("/api/users/usr_1")).toMatchObject({ status: 404 });
});
