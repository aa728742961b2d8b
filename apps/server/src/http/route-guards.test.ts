import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { listGuardedRoutes } from "../testing/guarded-routes.ts";
import { makeHook, sendResponse, sendText } from "../testing/hook-flow.ts";
import { type KeyedUser, makeKeyedUser } from "../testing/keyed-user.ts";
import {
  type ApiAnswer,
  startTestServer,
  testKey,
  type TestServer,
} from "../testing/test-server.ts";
import type { GuardedRoute } from "./plugins/guard.ts";

let server: TestServer;
let routes: readonly GuardedRoute[];
/** In no group of any app. */
let nobody: KeyedUser;
/** Admin of the app `other`. */
let stranger: KeyedUser;
let owner: KeyedUser;
/** What there is in the app `shop`, by the parameter that names it. */
let ofShop: Readonly<Record<string, string>>;
beforeAll(async () => {
  server = await startTestServer();
  routes = await listGuardedRoutes();
  await server.api("/api/apps", { body: { name: "other" } });
  nobody = await makeKeyedUser(server, "Nobody");
  stranger = await makeKeyedUser(server, "Stranger", {
    groups: { other: { Admin: "Staff Level 1" } },
  });
  owner = await makeKeyedUser(server, "Owner", { isOwner: true });
  await makeKeyedUser(server, "Clerk", { groups: { shop: { Support: "Staff Level 1" } } });
  ofShop = await fillShop();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Puts one of everything into the app `shop`. */
async function fillShop() {
  await makeHook(server, "order", { stack: [sendText([sendResponse()])] });
  const answer = await fetch(`${server.url}/hooks/shop/order`, {
    method: "POST",
    headers: { authorization: `Bearer ${testKey}`, "content-type": "application/json" },
    body: JSON.stringify({ toPhone: "+15550001111", msg: "Packed." }),
  });
  const run = answer.headers.get("trunkline-run") ?? "";
  const path = `/api/apps/shop/runs/${run}`;
  await vi.waitFor(async () => {
    expect((await server.api(path)).body.status).toBe("finished");
  });
  const attempt: string = (await server.api(path)).body.steps[0].attempt;
  const names = { flow: "order", profile: "main", connection: "sms", command: "sendMessage" };
  return { ...names, run, attempt, version: "1", number: "1", group: "Support" };
}

/** Names and ids of nothing, as every route takes them. */
const nothing: Readonly<Record<string, string>> = {
  flow: "none",
  profile: "none",
  connection: "none",
  command: "none",
  run: "run_0none",
  attempt: "att_0none",
  version: "9",
  number: "9",
  group: "None",
  user: "usr_0none",
  key: "ukey_0none",
  session: "ses_0none",
};

/** A route's address with its parameters filled in. */
function addressOf({ url }: GuardedRoute, values: Readonly<Record<string, string>>): string {
  return url.replaceAll(/:(\w+)/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Say what :${name} of ${url} may be.`);
    return encodeURIComponent(value);
  });
}

async function call(
  { method }: GuardedRoute,
  address: string,
  key: string | null,
): Promise<ApiAnswer> {
  return server.api(address, {
    method,
    headers: {
      authorization: key === null ? "" : `Bearer ${key}`,
      ...(method === "GET" ? {} : { "content-type": "application/json", "if-match": "*" }),
    },
    ...(method === "GET" ? {} : { body: "{}" }),
  });
}

const codeOf = ({ body }: ApiAnswer): string => body?.error?.code ?? "none";
const refusals = ["KEY_MISSING", "KEY_WRONG", "ACCESS_REFUSED"];
const nameOf = ({ method, url }: GuardedRoute) => `${method} ${url}`;
const guardedBy = (...guards: readonly string[]) =>
  routes.filter((one) => guards.includes(one.guard));
const ofApps = () => guardedBy("builder").filter(({ url }) => url.includes("/:app"));

const guardWidth = "signed-in".length;
const pageHead = `# Who may use which route

Written by \`apps/server/src/http/route-guards.test.ts\`, which also tries each of them; run it with \`-u\` when a route is new. What the guards mean is in [access.md](access.md).`;

it("is written down for each route who may use it", async () => {
  const names = routes.map((route) => `\`${nameOf(route)}\``);
  const width = Math.max(...names.map(({ length }) => length));
  const rows = routes.map(({ guard }, index) => [names[index] ?? "", guard] as const);
  const table = [
    ["route", "guard"] as const,
    ["-".repeat(width), "-".repeat(guardWidth)] as const,
    ...rows,
  ];
  const lines = table.map(
    ([name, guard]) => `| ${name.padEnd(width)} | ${guard.padEnd(guardWidth)} |`,
  );
  const page = `${pageHead}\n\n${lines.join("\n")}\n`;
  await expect(page).toMatchFileSnapshot("../../../../docs/access-routes.md");
});

it("is told by the description of the API", async () => {
  const { paths, tags } = (await server.api("/openapi.json")).body;
  const known = new Set(tags.map(({ name }: { name: string }) => name));
  for (const { method, url, guard } of routes) {
    const operation = paths[url.replaceAll(/:(\w+)/gu, "{$1}")][method.toLowerCase()];
    expect([url, operation.description?.split("\n\n").at(-1)]).toEqual([
      url,
      expect.stringMatching(guard === "owner" ? /^For the server's owner\.$/u : /^For /u),
    ]);
    expect([url, operation.tags.every((tag: string) => known.has(tag))]).toEqual([url, true]);
  }
});

it("asks for a builder everywhere in an app, but where the owner alone may go", () => {
  const inApps = routes.filter(({ url }) => url.includes("/:app"));
  const others = inApps.filter(({ guard }) => guard !== "builder");
  expect(others.filter(({ guard }) => guard !== "owner")).toEqual([]);
  expect(inApps.length).toBeGreaterThan(30);
});

it("answers 401 to whoever has no key, and to one that is not right", async () => {
  for (const route of guardedBy("owner", "builder", "self", "signed-in")) {
    const address = addressOf(route, { ...nothing, app: "shop" });
    for (const key of [null, testKey.slice(1)]) {
      const answer = await call(route, address, key);
      // Many wrong ones are slowed down.
      const expected = key === null ? [401] : [401, 429];
      expect(expected, nameOf(route)).toContain(answer.status);
    }
  }
});

it("answers 403 to a user who is nobody, the same for an app that is not there", async () => {
  for (const route of guardedBy("owner", "builder", "self")) {
    const answers = [];
    for (const app of ["shop", "none"]) {
      answers.push(await call(route, addressOf(route, { ...nothing, app }), nobody.apiKey));
    }
    const told = answers.map((answer) => [nameOf(route), answer.status, codeOf(answer)]);
    expect(told).toEqual(told.map(() => [nameOf(route), 403, "ACCESS_REFUSED"]));
    expect(answers[1]?.body.error).toEqual(answers[0]?.body.error);
  }
});

it("answers 403 to Admin of another app, whatever of an app he names", async () => {
  for (const route of ofApps()) {
    const address = addressOf(route, { ...nothing, ...ofShop, app: "shop" });
    const answer = await call(route, address, stranger.apiKey);
    expect([nameOf(route), answer.status, codeOf(answer)]).toEqual([
      nameOf(route),
      403,
      "ACCESS_REFUSED",
    ]);
  }
});

it("finds nothing of another app by its name or id", async () => {
  for (const route of ofApps()) {
    const names = [...route.url.matchAll(/:(\w+)/gu)].map(([, name = ""]) => name);
    const address = addressOf(route, { ...nothing, ...ofShop, app: "other" });
    const answer = await call(route, address, stranger.apiKey);
    if (names.length > 1) {
      expect([nameOf(route), answer.status >= 400 && answer.status < 500]).toEqual([
        nameOf(route),
        true,
      ]);
    } else {
      const shown = JSON.stringify(answer.body);
      for (const name of ["flow", "profile", "connection", "run", "attempt"]) {
        const found = shown.includes(`"${ofShop[name]}"`);
        expect([nameOf(route), name, found]).toEqual([nameOf(route), name, false]);
      }
      expect(shown).not.toContain("Clerk");
    }
  }
  for (const [kind, one] of [
    ["runs", ofShop["run"]],
    ["attempts", ofShop["attempt"]],
  ]) {
    const found = await server.api(`/api/apps/shop/${kind}/${one}`);
    expect([kind, found.status]).toEqual([kind, 200]);
  }
});

it("opens nothing to a Web Hook Key, be it the owner's", async () => {
  for (const route of guardedBy("owner", "builder", "self", "signed-in")) {
    const address = addressOf(route, { ...nothing, app: "shop", user: owner.id });
    const answer = await call(route, address, owner.webHookKey);
    expect([nameOf(route), answer.status, codeOf(answer)]).toEqual([
      nameOf(route),
      403,
      "ACCESS_REFUSED",
    ]);
  }
});

it("lets builders, users themselves, whoever is signed in, and the owner through", async () => {
  for (const [index, route] of routes.entries()) {
    // What a route does to its app is done to one of its own.
    const app = `yard-${index}`;
    await server.api("/api/apps", { body: { name: app } });
    const groups = { [app]: { Admin: "Staff Level 1" } } as const;
    const builder = await makeKeyedUser(server, `Builder ${index}`, { groups });
    const { apiKey } = route.guard === "owner" ? owner : builder;
    const address = addressOf(route, { ...nothing, app, user: builder.id });
    const answer = await call(route, address, apiKey);
    expect([nameOf(route), codeOf(answer)]).toEqual([nameOf(route), expect.any(String)]);
    expect([nameOf(route), refusals.includes(codeOf(answer)), answer.status === 500]).toEqual([
      nameOf(route),
      false,
      false,
    ]);
  }
});
