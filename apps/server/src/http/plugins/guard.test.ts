import Fastify from "fastify";
import { expect, it } from "vitest";

import type { Identity } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { anIdentity } from "../../testing/an-identity.ts";
import { answerErrors } from "./error-answers.ts";
import { type Guard, guardRoutes } from "./guard.ts";

const people: Readonly<Record<string, Identity>> = {
  owner: anIdentity({ name: "Olga", isOwner: true }),
  user: anIdentity({ name: "Ada" }),
};

/** An application whose keys are the names of people. */
function anApp() {
  const app = Fastify();
  answerErrors(app);
  const byKey = async (key: string) => people[key] ?? null;
  guardRoutes(app, { identities: { byKey } } as unknown as Context);
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
