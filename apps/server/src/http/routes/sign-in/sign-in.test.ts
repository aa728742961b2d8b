import { createHook } from "node:async_hooks";

import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { makeUser, postSignIn, signIn, testPassword } from "../../../testing/a-user.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ["127.0.0.1"], withShop: false });
});
afterAll(() => server[Symbol.asyncDispose]());

const from = (address: string) => ({ "x-forwarded-for": address });

it("signs in by e-mail address and password, and knows who it is from then on", async () => {
  const rosa = await makeUser(server, { name: "Rosa", email: "Rosa@Example.com" });
  const answer = await postSignIn(server, "rosa@EXAMPLE.com");
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ id: rosa.id, name: "Rosa", email: "rosa@example.com" });
  const [cookie = "", ...others] = answer.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/^trunkline\.session_token=[^;]+; /u);
  expect(cookie).toMatch(/; Path=\/(?:;|$)/u);
  expect(cookie).toMatch(/; HttpOnly/u);
  expect(cookie).toMatch(/; SameSite=Lax/u);
  expect(cookie).not.toMatch(/Secure|Domain/u);
  const me = await server.api("/api/me", { headers: await signIn(server, rosa.email) });
  expect(me.body).toMatchObject({ kind: "session", id: rosa.id, name: "Rosa", isOwner: false });
});

it("gives a cookie for https alone where the request came by https", async () => {
  const { email } = await makeUser(server);
  const headers = { "x-forwarded-proto": "https", ...from("10.1.0.1") };
  const answer = await postSignIn(server, email, testPassword, headers);
  expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure$/u);
});

it("answers alike whatever is wrong, and hashes and asks the database as often", async () => {
  const known = await makeUser(server);
  const disabled = await makeUser(server);
  await server.api(`/api/users/${disabled.id}/disable`, { method: "POST" });
  const without = await makeUser(server, { password: undefined });
  let hashes = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === "SCRYPTREQUEST") hashes += 1;
    },
  }).enable();
  const query = vi.spyOn(pg.Client.prototype, "query");
  const statements = () =>
    query.mock.calls.filter(([text]) => /"(?:users|accounts|audit_entries)"/u.test(text));
  const tries = [
    ["nobody@example.com", testPassword],
    [known.email, "not the right one"],
    [disabled.email, "not the right one"],
    [without.email, testPassword],
  ] as const;
  const seen = [];
  for (const [email, password] of tries) {
    hashes = 0;
    query.mockClear();
    const { status, body, headers } = await postSignIn(server, email, password, from("10.1.0.2"));
    const cookies = headers.getSetCookie();
    seen.push({ status, body, cookies, hashes, statements: statements().length });
  }
  hashes = 0;
  const rightOfDisabled = await postSignIn(server, disabled.email, testPassword, from("10.1.0.2"));
  expect(rightOfDisabled).toMatchObject({ status: 401, body: seen[0]?.body });
  expect(hashes).toBe(1);
  hook.disable();
  query.mockRestore();
  expect(seen[0]).toMatchObject({ status: 401, cookies: [], hashes: 1, statements: 5 });
  expect(seen[0]?.body.error).toMatchObject({ code: "SIGN_IN_REFUSED", outcome: "not-done" });
  for (const one of seen) expect(one).toEqual(seen[0]);
});

it("slows whoever guesses wrong, and nobody who is elsewhere", async () => {
  const { email } = await makeUser(server);
  const guesser = from("10.2.0.1");
  for (let guess = 0; guess < 5; guess += 1) {
    expect(await postSignIn(server, email, "wrong", guesser)).toMatchObject({ status: 401 });
  }
  const slowed = await postSignIn(server, email, testPassword, guesser);
  expect(slowed.status).toBe(429);
  expect(slowed.body.error).toMatchObject({ code: "RATE_LIMITED", outcome: "not-done" });
  const seconds = Number(slowed.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(180);
  expect(await postSignIn(server, email, testPassword, from("10.2.0.2"))).toMatchObject({
    status: 200,
  });
});

it("takes guesses that come at once for as many", async () => {
  const { email } = await makeUser(server);
  const guesses = Array.from({ length: 12 }, () =>
    postSignIn(server, email, "wrong", from("10.3.0.1")),
  );
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

it("counts right passwords for nothing", async () => {
  const { email } = await makeUser(server);
  for (let times = 0; times < 8; times += 1) {
    const { status } = await postSignIn(server, email, testPassword, from("10.4.0.1"));
    expect(status).toBe(200);
  }
});

it("ends the session when somebody signs out, and takes the cookie away", async () => {
  const { email } = await makeUser(server);
  const headers = await signIn(server, email);
  const out = await server.api("/api/sign-out", { method: "POST", headers });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toMatch(/^trunkline\.session_token=; Max-Age=0/u);
  expect(await server.api("/api/me", { headers })).toMatchObject({ status: 401 });
  const again = await server.api("/api/sign-out", { method: "POST", headers });
  expect(again.status).toBe(204);
});

it("takes no cookie that was changed, cut or made up", async () => {
  const { email } = await makeUser(server);
  const good = await signIn(server, email);
  const value = good.cookie.slice(good.cookie.indexOf("=") + 1);
  const [token = ""] = value.split(".");
  for (const wrong of [`x${value}`, value.slice(0, -4), token, `${token}.AAAA`, "", "a.b", "%"]) {
    const headers = { ...good, cookie: `trunkline.session_token=${wrong}` };
    expect(await server.api("/api/me", { headers })).toMatchObject({ status: 401 });
  }
  expect(await server.api("/api/me", { headers: good })).toMatchObject({ status: 200 });
});

it("keeps passwords, addresses and cookies out of its log, and tokens out of its answers", async () => {
  const { email } = await makeUser(server, { email: "in.no.log@example.com" });
  const secret = "a password that is looked for";
  await postSignIn(server, email, secret);
  const { cookie } = await signIn(server, email);
  const [token = ""] = cookie.slice(cookie.indexOf("=") + 1).split(".");
  const headers = { authorization: "", cookie };
  const answers = [
    await server.api("/api/me", { headers }),
    await server.api("/api/me/sessions", { headers }),
    await server.api("/api/users"),
    await server.api("/api/audit"),
  ];
  expect(token.length).toBeGreaterThan(20);
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(token);
  }
  expect(JSON.stringify(answers[3]?.body)).not.toContain(email);
  const log = server.log.join("");
  expect(log).toContain("/api/sign-in");
  for (const text of [secret, testPassword, email, token]) expect(log).not.toContain(text);
});
