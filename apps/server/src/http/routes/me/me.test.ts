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

type Headers = Awaited<ReturnType<typeof signIn>>;
const statusOf = async (where: TestServer, headers: Headers) =>
  (await where.api("/api/me", { headers })).status;
const ended = (where: TestServer, headers: Headers) =>
  vi.waitFor(async () => expect(await statusOf(where, headers)).toBe(401), {
    timeout: 2000,
    interval: 5,
  });

it("tells who asks: the server's key, or a user with his groups by app", async () => {
  expect((await server.api("/api/me")).body).toEqual({
    kind: "server-key",
    id: null,
    name: "owner",
    email: null,
    isOwner: true,
    memberships: {},
  });
  const user = await makeUser(server, {
    memberships: [{ app: "shop", group: "Support", role: "Manager" }],
  });
  const headers = await signIn(server, user.email);
  const { body } = await server.api("/api/me", { headers });
  expect(body).toMatchObject({ kind: "session", id: user.id, email: user.email });
  expect(body.memberships).toEqual({
    shop: { "All Users": "Staff Level 1", Support: "Manager" },
  });
});

it("lists sessions, newest first, and ends one, which no server knows from then on", async () => {
  const { id, email } = await makeUser(server);
  const old = await signIn(server, email);
  const current = await signIn(server, email);
  expect(await statusOf(second, old)).toBe(200);
  const { body } = await server.api("/api/me/sessions", { headers: current });
  expect(body.sessions).toMatchObject([
    { isCurrent: true, address: "127.0.0.1" },
    { isCurrent: false },
  ]);
  const byOwner = await server.api(`/api/users/${id}/sessions`);
  expect(byOwner.body.sessions.map((one: { id: string }) => one.id)).toEqual(
    body.sessions.map((one: { id: string }) => one.id),
  );
  const path = `/api/me/sessions/${body.sessions[1].id}`;
  const done = await server.api(path, { method: "DELETE", headers: current });
  expect(done.status).toBe(204);
  expect(await statusOf(server, old)).toBe(401);
  await ended(second, old);
  expect(await statusOf(second, current)).toBe(200);
  const again = await server.api(path, { method: "DELETE", headers: current });
  expect(again.body.error.code).toBe("SESSION_UNKNOWN");
});

it("ends nobody else's session, unless the owner does", async () => {
  const mine = await makeUser(server);
  const his = await makeUser(server);
  const headers = await signIn(server, mine.email);
  const hisHeaders = await signIn(server, his.email);
  const { body } = await server.api(`/api/users/${his.id}/sessions`);
  const session = body.sessions[0].id as string;
  const tried = await server.api(`/api/me/sessions/${session}`, { method: "DELETE", headers });
  expect(tried.status).toBe(404);
  const asOwner = await server.api(`/api/users/${his.id}/sessions`, { headers });
  expect(asOwner.body.error.code).toBe("ACCESS_REFUSED");
  expect(await statusOf(server, hisHeaders)).toBe(200);
  const path = `/api/users/${his.id}/sessions/${session}`;
  expect(await server.api(path, { method: "DELETE" })).toMatchObject({ status: 204 });
  expect(await statusOf(server, hisHeaders)).toBe(401);
});

it("changes one's password by the one before, and ends all other sessions", async () => {
  const { email } = await makeUser(server);
  const other = await signIn(server, email);
  const mine = await signIn(server, email);
  expect(await statusOf(second, other)).toBe(200);
  const next = "another password altogether";
  const change = (current: string) =>
    server.api("/api/me/password", { body: { current, new: next }, headers: mine });
  expect(await change("not the right one")).toMatchObject({ status: 403 });
  expect(await statusOf(server, other)).toBe(200);
  expect(await change(testPassword)).toMatchObject({ status: 204 });
  expect(await statusOf(server, mine)).toBe(200);
  expect(await statusOf(server, other)).toBe(401);
  await ended(second, other);
  expect(await postSignIn(server, email, testPassword)).toMatchObject({ status: 401 });
  expect(await postSignIn(server, email, next)).toMatchObject({ status: 200 });
});

it("lets one of two changes through that both know the same old password", async () => {
  const { email } = await makeUser(server);
  const sessions = [await signIn(server, email), await signIn(server, email)];
  const answers = await Promise.all(
    sessions.map((headers, at) => {
      const body = { current: testPassword, new: `a new password of session ${at}` };
      return server.api("/api/me/password", { body, headers });
    }),
  );
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
});

it("slows whoever guesses at the password of a session that he found", async () => {
  const { email } = await makeUser(server);
  const headers = await signIn(server, email);
  const body = { current: "wrong", new: "it does not come to this" };
  const statuses = [];
  for (let guess = 0; guess < 6; guess += 1) {
    statuses.push((await server.api("/api/me/password", { body, headers })).status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

it("does nothing with a session that another site sends", async () => {
  const { email } = await makeUser(server);
  const headers = { ...(await signIn(server, email)), "sec-fetch-site": "cross-site" };
  const body = { current: testPassword, new: "a password of somebody else" };
  const answer = await server.api("/api/me/password", { body, headers });
  expect(answer.status).toBeGreaterThanOrEqual(401);
  expect(await postSignIn(server, email)).toMatchObject({ status: 200 });
});

it("keeps everybody signed in through a rotation of the master key and a restart", async () => {
  const { email } = await makeUser(server);
  const headers = await signIn(server, email);
  const rotated = await server.api("/api/vault/rotate", { method: "POST" });
  expect(rotated.status).toBe(200);
  const status = await server.api("/api/status");
  expect(status.body.vault.waitingForRotation).toBe(0);
  const { database, dataDir } = server;
  await using third = await startTestServer({ database, dataDir, withShop: false });
  expect(await statusOf(third, headers)).toBe(200);
  expect(await postSignIn(third, email)).toMatchObject({ status: 200 });
});
