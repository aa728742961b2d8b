import { afterAll, beforeAll, expect, it } from "vitest";

import { makeUser, signIn } from "../../testing/a-user.ts";
import {
  aText,
  block,
  callHook,
  codeOf,
  makeHook,
  sendResponse,
  sendText,
} from "../../testing/hook-flow.ts";
import { type KeyedUser, makeKeyedUser } from "../../testing/keyed-user.ts";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import { answerCreated, answerError } from "../../testing/twilio-stub.ts";

const shop = "/api/apps/shop";
const callerBlock = block("trunkline_request_caller");

let server: TestServer;
/** Another one on the same database. */
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

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

async function publishRules(rules: object): Promise<void> {
  const headers = { "if-match": "*" };
  await server.api(`${shop}/rules`, { method: "PUT", body: rules, headers });
  const published = await server.api(`${shop}/releases`, { body: { note: "rules" } });
  if (published.status !== 201) throw new Error(`Publishing: ${JSON.stringify(published.body)}`);
}

const statusAt = async (at: TestServer, path: string, { webHookKey }: KeyedUser) =>
  (await callHook(at, path, bearer(webHookKey))).status;

it("takes a builder's session at the draft address from pages of this server alone", async () => {
  await makeHook(
    server,
    "drafty",
    { settings: { method: "GET" }, stack: [sendResponse(callerBlock)] },
    false,
  );
  const memberships = [{ app: "shop", group: "Admin" }];
  const { email } = await makeUser(server, { name: "Ada Builder", memberships });
  const { cookie } = await signIn(server, email);
  const call = (headers: Record<string, string>) =>
    callHook(server, "/draft-hooks/shop/drafty", {
      method: "GET",
      headers: { cookie, ...headers },
    });
  const own = await call({ "sec-fetch-site": "same-origin" });
  expect(own.status, own.text).toBe(200);
  expect(JSON.parse(own.text)).toEqual({ name: "Ada Builder", groups: ["Admin", "All Users"] });
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }]) {
    const foreign = await call(headers);
    expect([foreign.status, codeOf(foreign)]).toEqual([401, "KEY_MISSING"]);
  }
  const outsider = await signIn(server, (await makeUser(server)).email);
  const refused = await call({ "sec-fetch-site": "same-origin", cookie: outsider.cookie });
  expect([refused.status, codeOf(refused)]).toEqual([403, "ACCESS_REFUSED"]);
});

it("never takes a session at the live address", async () => {
  await makeHook(server, "live", { stack: [sendResponse()] });
  const memberships = [{ app: "shop", group: "Admin" }];
  const { cookie } = await signIn(server, (await makeUser(server, { memberships })).email);
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const refused = await callHook(server, "/hooks/shop/live", { headers });
  expect([refused.status, codeOf(refused)]).toEqual([401, "KEY_MISSING"]);
});

it("shows a test run its builder as the caller, and lets him use every command", async () => {
  await makeHook(
    server,
    "tested",
    { stack: [sendText([sendResponse(callerBlock)], [sendResponse(aText("refused"), 409)])] },
    false,
  );
  const rules = { commands: { sms: { sendMessage: [] } } };
  const headers = { "if-match": "*" };
  await server.api(`${shop}/rules`, { method: "PUT", body: rules, headers });
  const ada = await makeKeyedUser(server, "Ada", { groups: { shop: { Admin: "Manager" } } });
  const started = await server.api(`${shop}/flows/tested/test`, {
    body: { request: { body: { toPhone: "+15550001111", msg: "Packed." } } },
    ...bearer(ada.apiKey),
  });
  expect(started.status).toBe(202);
  const path = `${shop}/runs/${started.body.run}`;
  await expect.poll(async () => (await server.api(path)).body.status).toBe("finished");
  const { body } = await server.api(`${path}/unmask`, { method: "POST", ...bearer(ada.apiKey) });
  expect(body.caller).toBe(`user:${ada.id}`);
  expect(body.request.caller).toEqual({ name: "Ada", groups: ["Admin", "All Users"] });
  expect(body.steps.map(({ kind, status }: Record<string, string>) => [kind, status])).toEqual([
    ["command", "done"],
    ["respond", "done"],
  ]);
});

it("ends what a key, a membership and a group open on every server at once", async () => {
  await makeHook(server, "inner", { stack: [sendResponse()] }, false);
  const max = await makeKeyedUser(server, "Max", { groups: { shop: { Crew: "Manager" } } });
  const mia = await makeKeyedUser(server, "Mia", { groups: { shop: { Crew: "Supervisor" } } });
  const eva = await makeKeyedUser(server, "Eva", { groups: { shop: { Crew: "Dept Lead" } } });
  await publishRules({ hooks: { inner: [{ group: "Crew", role: "Supervisor" }] } });
  const statuses = async (user: KeyedUser) => [
    await statusAt(server, "/hooks/shop/inner", user),
    await statusAt(second, "/hooks/shop/inner", user),
  ];
  const soon = (user: KeyedUser) => expect.poll(() => statuses(user), { timeout: 1000 });
  for (const user of [max, mia, eva]) await soon(user).toEqual([200, 200]);
  const { keys } = (await server.api(`/api/users/${max.id}/keys?pageSize=1`)).body;
  await second.api(`/api/keys/${keys[0].id}`, { method: "DELETE" });
  await soon(max).toEqual([401, 401]);
  const memberships = [{ app: "shop", group: "Crew", role: "Staff Level 2" }];
  await server.api(`/api/users/${mia.id}/memberships`, { method: "PUT", body: { memberships } });
  await soon(mia).toEqual([403, 403]);
  expect(await statuses(eva)).toEqual([200, 200]);
  await server.api(`${shop}/groups/Crew`, { method: "DELETE" });
  await soon(eva).toEqual([403, 403]);
  await server.api(`/api/users/${eva.id}/disable`, { method: "POST" });
  await soon(eva).toEqual([401, 401]);
});

it("tells again what a run has done, also when its caller may do it no more", async () => {
  const another = block("trunkline_execute_connection_command", {
    values: {
      CONNECTION: aText("sms"),
      COMMAND: aText("sendMessage"),
      DATA: block("trunkline_request_body"),
    },
    stacks: { SUCCESS: [sendResponse(aText("both"))], FAIL: [] },
  });
  await makeHook(
    server,
    "twice",
    {
      settings: { access: "public" },
      stack: [sendText([another], [sendResponse(block("trunkline_connection_error"), 409)])],
    },
    false,
  );
  const ted = await makeKeyedUser(server, "Ted", { groups: { shop: { Team: "Manager" } } });
  await publishRules({ commands: { sms: { sendMessage: [{ group: "Team" }] } } });
  const call = () =>
    callHook(server, "/hooks/shop/twice", {
      headers: {
        authorization: `Bearer ${ted.webHookKey}`,
        "content-type": "application/json",
        "idempotency-key": "once",
      },
      body: JSON.stringify({ toPhone: "+15550001111", msg: "Packed." }),
    });
  const before = server.twilio.requests.length;
  // The first text goes out, and the second is refused for now.
  server.twilio.answerWith((request, response) => {
    const answer =
      server.twilio.requests.length === before + 1 ? answerCreated : answerError(429, 20429);
    answer(request, response);
  });
  const first = await call();
  expect(first.status).toBe(500);
  server.twilio.answerWith(answerCreated);
  await server.api(`/api/users/${ted.id}/memberships`, {
    method: "PUT",
    body: { memberships: [] },
  });
  const sent = server.twilio.requests.length;
  const again = await call();
  expect(again.run).toBe(first.run);
  // What was sent stands; what was not is decided anew, and refused.
  expect([again.status, codeOf(again)]).toEqual([500, "ACCESS_REFUSED"]);
  expect(server.twilio.requests).toHaveLength(sent);
});
