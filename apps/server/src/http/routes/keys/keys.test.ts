import { afterAll, beforeAll, expect, it } from "vitest";

import { type KeyedUser, makeKey, makeKeyedUser } from "../../../testing/keyed-user.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

let server: TestServer;
let ada: KeyedUser;
let bob: KeyedUser;
beforeAll(async () => {
  server = await startTestServer();
  ada = await makeKeyedUser(server, "Ada", { groups: { shop: { Admin: "Staff Level 1" } } });
  bob = await makeKeyedUser(server, "Bob");
});
afterAll(() => server[Symbol.asyncDispose]());

const by = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const keysOf = (user: KeyedUser) => `/api/users/${user.id}/keys`;

it("makes a key, shows it once, and keeps nothing but its digest", async () => {
  const body = { kind: "web-hook", name: "Order form" };
  const made = await server.api(keysOf(ada), { body });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    id: expect.stringMatching(/^ukey_/u),
    user: ada.id,
    ...body,
    createdAt: expect.any(String),
    key: expect.stringMatching(/^tlw_[\w-]{43}$/u),
  });
  const listed = await server.api(keysOf(ada));
  expect(listed.body.keys.map(({ name, kind }: typeof body) => [name, kind])).toEqual([
    ["Order form", "web-hook"],
    ["Test", "web-hook"],
    ["Test", "api"],
  ]);
  const { rows } = await server.database.pool.query("select user_keys::text as row from user_keys");
  const shown = JSON.stringify([listed.body, rows, server.log]);
  for (const key of [made.body.key, ada.apiKey]) expect(shown).not.toContain(key.slice(4));
});

it("lists keys page by page", async () => {
  const carol = await makeKeyedUser(server, "Carol");
  const first = await server.api(`${keysOf(carol)}?pageSize=1`);
  const second = await server.api(
    `${keysOf(carol)}?pageSize=1&pageToken=${first.body.nextPageToken}`,
  );
  const kinds = [...first.body.keys, ...second.body.keys].map(({ kind }) => kind);
  expect(kinds).toEqual(["web-hook", "api"]);
  expect(second.body.nextPageToken).toBeNull();
});

it("opens the API to an API key as its user, and never to a Web Hook Key", async () => {
  expect((await server.api("/api/apps/shop/runs", by(ada.apiKey))).status).toBe(200);
  const refused = await server.api("/api/apps/shop/runs", by(ada.webHookKey));
  expect([refused.status, refused.body.error.code]).toEqual([403, "ACCESS_REFUSED"]);
  const other = await server.api("/api/apps/shop/runs", by(bob.apiKey));
  expect([other.status, other.body.error.code]).toEqual([403, "ACCESS_REFUSED"]);
});

it("lets a user manage his own keys and nobody else's", async () => {
  const body = { kind: "api", name: "Mine" };
  const made = await server.api(keysOf(bob), { body, ...by(bob.apiKey) });
  expect(made.status).toBe(201);
  expect((await server.api(keysOf(ada), { body, ...by(bob.apiKey) })).status).toBe(403);
  expect((await server.api(keysOf(ada), by(bob.apiKey))).status).toBe(403);
  const [ofAda] = (await server.api(keysOf(ada))).body.keys;
  const remove = (id: string, key: string) =>
    server.api(`/api/keys/${id}`, { method: "DELETE", ...by(key) });
  expect((await remove(ofAda.id, bob.apiKey)).status).toBe(404);
  expect((await remove(made.body.id, bob.webHookKey)).status).toBe(403);
  expect((await remove(made.body.id, bob.apiKey)).status).toBe(204);
  expect((await remove(made.body.id, bob.apiKey)).body.error.code).toBe("KEY_UNKNOWN");
  expect((await server.api(keysOf(bob), by(made.body.key))).status).toBe(401);
});

it("refuses keys of users that are not there, and what is no key", async () => {
  const body = { kind: "api", name: "Mine" };
  const lost = await server.api("/api/users/usr_0none/keys", { body });
  expect([lost.status, lost.body.error.code]).toEqual([404, "USER_UNKNOWN"]);
  for (const wrong of [{ ...body, kind: "both" }, { kind: "api" }, { ...body, name: "" }, []]) {
    expect((await server.api(keysOf(ada), { body: wrong })).status).toBe(400);
  }
  const { status } = await server.api(`/api/keys/${ada.apiKey}`, { method: "DELETE" });
  expect(status).toBe(400);
});

it("records who made and who revoked a key, without the key", async () => {
  const dan = await makeKeyedUser(server, "Dan");
  const made = await server.api(keysOf(dan), {
    body: { kind: "api", name: "Mine" },
    ...by(dan.apiKey),
  });
  await server.api(`/api/keys/${made.body.id}`, { method: "DELETE" });
  const entries = await server.database.query
    .selectFrom("audit_entries")
    .select(["action", "actor", "user_id", "details"])
    .where("subject", "=", made.body.id)
    .orderBy("id")
    .execute();
  const details = { user: dan.id, kind: "api" };
  expect(entries).toEqual([
    { action: "key.made", actor: "Dan", user_id: dan.id, details },
    { action: "key.revoked", actor: "owner", user_id: null, details },
  ]);
});

it("takes no key of a user who is disabled", async () => {
  const eve = await makeKeyedUser(server, "Eve", { groups: { shop: { Admin: "Staff Level 1" } } });
  expect((await server.api("/api/apps/shop/runs", by(eve.apiKey))).status).toBe(200);
  await server.api(`/api/users/${eve.id}/disable`, { method: "POST" });
  expect((await server.api("/api/apps/shop/runs", by(eve.apiKey))).status).toBe(401);
});

it("revokes a key on every server at once, and forgets memberships that are gone", async () => {
  await using second = await startTestServer({
    database: server.database,
    dataDir: server.dataDir,
    withShop: false,
  });
  const fay = await makeKeyedUser(server, "Fay", { groups: { shop: { Admin: "Staff Level 1" } } });
  const more = await makeKey(server, fay.id, "api");
  const runs = (at: TestServer, key: string) => at.api("/api/apps/shop/runs", by(key));
  for (const at of [server, second]) {
    for (const key of [fay.apiKey, more]) expect((await runs(at, key)).status).toBe(200);
  }
  const [newest] = (await server.api(keysOf(fay))).body.keys;
  await server.api(`/api/keys/${newest.id}`, { method: "DELETE" });
  expect((await runs(server, more)).status).toBe(401);
  await expect.poll(async () => (await runs(second, more)).status, { timeout: 1000 }).toBe(401);
  expect((await runs(second, fay.apiKey)).status).toBe(200);
  await server.api(`/api/users/${fay.id}/memberships`, {
    method: "PUT",
    body: { memberships: [] },
  });
  await expect
    .poll(async () => (await runs(second, fay.apiKey)).status, { timeout: 1000 })
    .toBe(403);
});
