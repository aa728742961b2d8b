import Fastify from "fastify";
import { expect, it } from "vitest";

import type { Identity } from "../../access/index.ts";
import { anIdentity } from "../../testing/an-identity.ts";
import { answerErrors } from "./error-answers.ts";
import { type Guard, type GuardParts, guardRoutes } from "./guard.ts";
import { openWrongKeys } from "./wrong-keys.ts";

const people: Readonly<Record<string, Identity>> = {
  owner: anIdentity({ name: "Olga", isOwner: true }),
  user: anIdentity({ name: "Ada" }),
};

/** An application whose keys and cookies are the names of people. */
function anApp() {
  const app = Fastify();
  answerErrors(app);
  const find = async (name: string) => people[name] ?? null;
  const identities = { byKey: find, bySession: find, forget: () => undefined };
  guardRoutes(app, { identities, wrongKeys: openWrongKeys() } as unknown as GuardParts);
  return app;
}

async function call(guard: Guard, key: string | null, user = "usr_1") {
  await using app = anApp();
  app.get("/api/users/:user", { config: { guard } }, async (request) => ({
    name: request.identityOrNull?.name ?? null,
  }));
  const headers = key === null ? {} : { authorization: `Bearer ${key}` };
  const answer = await app.inject({ url: `/api/users/${user}`, headers });
  const body: { name?: string; error?: { code: string } } = answer.json();
  return [answer.statusCode, body.error?.code ?? body.name];
}

it("refuses to take up a route of the API that names no guard", () => {
  expect(() => anApp().get("/api/open", async () => "")).toThrow("GET /api/open names no guard");
  expect(() => anApp().get("/open", async () => "")).not.toThrow();
});

it("answers 401 to nobody, 403 to somebody who may not, and tells the route who asks", async () => {
  expect(await call("owner", null)).toEqual([401, "KEY_MISSING"]);
  expect(await call("owner", "another")).toEqual([401, "KEY_WRONG"]);
  expect(await call("owner", "user")).toEqual([403, "ACCESS_REFUSED"]);
  expect(await call("owner", "owner")).toEqual([200, "Olga"]);
  expect(await call("signed-in", "user")).toEqual([200, "Ada"]);
  expect(await call("self", "user")).toEqual([200, "Ada"]);
  expect(await call("self", "user", "usr_2")).toEqual([403, "ACCESS_REFUSED"]);
});

it("lets anybody in where the guard says so, and knows who is known", async () => {
  expect(await call("anybody", null)).toEqual([200, null]);
  expect(await call("anybody", "another")).toEqual([200, null]);
  expect(await call("anybody", "user")).toEqual([200, "Ada"]);
});

it("guards a route outside of the API that names a guard, and the HEAD of each GET", async () => {
  await using app = anApp();
  app.get("/inside", { config: { guard: "owner" } }, async () => "seen");
  for (const method of ["GET", "HEAD"] as const) {
    expect((await app.inject({ method, url: "/inside" })).statusCode).toBe(401);
    const headers = { authorization: "Bearer owner" };
    expect((await app.inject({ method, url: "/inside", headers })).statusCode).toBe(200);
  }
});

it("runs the guard before the hooks of the route itself", async () => {
  await using app = anApp();
  const seen: string[] = [];
  const onRequest = async () => void seen.push("own");
  app.get("/api/all", { config: { guard: "owner" }, onRequest }, async () => "");
  await app.inject("/api/all");
  expect(seen).toEqual([]);
});

it("slows down who tries keys, and takes right ones from the same address all the same", async () => {
  await using app = anApp();
  app.get("/api/all", { config: { guard: "signed-in" } }, async () => "seen");
  const ask = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return app.inject({ url: "/api/all", headers });
  };
  const answers = new Set<number>();
  for (let tried = 0; tried < 70; tried += 1) {
    answers.add((await ask(`wrong-${tried}`)).statusCode);
    expect((await ask("user")).statusCode).toBe(200);
  }
  expect([...answers]).toEqual([401, 429]);
  const slowed = await ask("wrong");
  expect(slowed.json().error.code).toBe("RATE_LIMITED");
  expect(Number(slowed.headers["retry-after"])).toBeGreaterThan(0);
});

it("takes a session from pages of this server alone, unless nothing is changed", async () => {
  await using app = anApp();
  app.get("/api/all", { config: { guard: "signed-in" } }, async () => "seen");
  app.post("/api/all", { config: { guard: "signed-in" } }, async () => "done");
  app.post("/api/open", { config: { guard: "anybody" } }, async (request) => ({
    name: request.identityOrNull?.name ?? "nobody",
  }));
  const ask = async (method: "GET" | "POST", headers: Record<string, string>, url = "/api/all") => {
    const sent = { cookie: "user", host: "trunkline.example", ...headers };
    const answer = await app.inject({ method, url, headers: sent });
    return answer.statusCode === 200 ? answer.body : answer.json().error.code;
  };
  expect(await ask("GET", { "sec-fetch-site": "cross-site" })).toBe("seen");
  const own = [
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    { origin: "https://trunkline.example" },
  ];
  for (const headers of own) expect(await ask("POST", headers)).toBe("done");
  const foreign = [
    {},
    { "sec-fetch-site": "cross-site", origin: "https://trunkline.example" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://trunkline.example.evil.example" },
    { origin: "https://trunkline.example:8443" },
    { origin: "null" },
  ];
  for (const headers of foreign) expect(await ask("POST", headers)).toBe("ORIGIN_NOT_ALLOWED");
  expect(await ask("POST", {}, "/api/open")).toContain("nobody");
  expect(await ask("POST", { ...foreign[1], cookie: "another=app" })).toBe("KEY_MISSING");
});

it("goes by the key where there is one, whatever session is sent along", async () => {
  await using app = anApp();
  app.get("/api/all", { config: { guard: "owner" } }, async () => "seen");
  const ask = async (authorization: string, cookie: string) =>
    (await app.inject({ url: "/api/all", headers: { authorization, cookie } })).statusCode;
  expect(await ask("Bearer owner", "user")).toBe(200);
  expect(await ask("Bearer user", "owner")).toBe(403);
  expect(await ask("Bearer another", "owner")).toBe(401);
});

it("takes no HTTP Basic", async () => {
  await using app = anApp();
  app.get("/api/all", { config: { guard: "owner" } }, async () => "seen");
  const authorization = `Basic ${Buffer.from("me:owner").toString("base64")}`;
  const answer = await app.inject({ url: "/api/all", headers: { authorization } });
  expect([answer.statusCode, answer.json().error.code]).toEqual([401, "KEY_MISSING"]);
});
