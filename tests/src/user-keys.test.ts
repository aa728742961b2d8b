import { afterAll, expect, test } from "vitest";

import { eventually } from "./testing/eventually.ts";
import { filesBelow, leaksIn, leaksInFiles } from "./testing/leaks.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { publishHook, respond, text } from "./testing/web-hook.ts";
import { startWorld, type World } from "./testing/world.ts";

afterAll(nothingIsLeft);

/** Makes a user of the app `demo`, and gives the address of his keys. */
async function makeUser(world: World): Promise<string> {
  const memberships = [{ app: "demo", group: "Admin" }];
  const body = { name: "Rosa", email: "rosa@example.com", memberships };
  const made = await world.api("POST", "/api/users", { body });
  expect(made.status, made.text).toBe(201);
  return `/api/users/${String(made.body["id"])}/keys`;
}

async function makeKey(world: World, path: string, kind: "api" | "web-hook") {
  const made = await world.api("POST", path, { body: { kind, name: "Test" } });
  expect(made.status, made.text).toBe(201);
  const { id, key } = made.body as { readonly id: string; readonly key: string };
  return { id, key };
}

const statusOf = async (at: ServerProcess, method: string, path: string, authorization: string) =>
  (await at.api.call(method, path, { headers: { authorization } })).status;
const bearer = (key: string) => `Bearer ${key}`;
const basic = (key: string) => `Basic ${Buffer.from(`rosa:${key}`).toString("base64")}`;

const runs = "/api/apps/demo/runs";
const hook = "/hooks/demo/closed";

test("a user's keys survive a restart, end everywhere once revoked, and stand nowhere", async () => {
  await using world = await startWorld({ env: { TRUNKLINE_LOG_LEVEL: "trace" } });
  const second = await world.startSecond();
  await publishHook(world, "closed", respond(text("in")), { access: "key" });
  const keys = await makeUser(world);
  const api = await makeKey(world, keys, "api");
  const called = await makeKey(world, keys, "web-hook");
  const confidential = { "an API key": api.key, "a Web Hook Key": called.key };
  const wrong = `${called.key.slice(0, -1)}${called.key.endsWith("A") ? "B" : "A"}`;
  for (const at of [world.server, second]) {
    expect(await statusOf(at, "GET", runs, bearer(api.key))).toBe(200);
    expect(await statusOf(at, "GET", runs, basic(api.key))).toBe(401);
    expect(await statusOf(at, "GET", runs, bearer(called.key))).toBe(403);
    for (const key of [api.key, called.key]) {
      expect(await statusOf(at, "POST", hook, bearer(key))).toBe(200);
      expect(await statusOf(at, "POST", hook, basic(key))).toBe(200);
    }
    expect(await statusOf(at, "POST", hook, bearer(wrong))).toBe(401);
  }
  expect((await world.api("DELETE", `/api/keys/${called.id}`)).status).toBe(204);
  expect(await statusOf(world.server, "POST", hook, bearer(called.key))).toBe(401);
  await eventually("the other server knows of it", async () => {
    return (await statusOf(second, "POST", hook, bearer(called.key))) === 401;
  });
  await world.restart({ TRUNKLINE_LOG_LEVEL: "trace" });
  expect(await statusOf(world.server, "POST", hook, bearer(called.key))).toBe(401);
  expect(await statusOf(world.server, "POST", hook, bearer(api.key))).toBe(200);
  expect(leaksIn(world.logs, confidential), world.logs).toEqual([]);
  await world.server[Symbol.asyncDispose]();
  const files = await filesBelow(world.dataDirectory.path, []);
  expect(await leaksInFiles(files, confidential)).toEqual([]);
});
