import type { AccessRules } from "@trunkline/api-contract";
import { afterAll, beforeAll, expect, it } from "vitest";

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
import { startTestServer, testKey, type TestServer } from "../../testing/test-server.ts";

const shop = "/api/apps/shop";

let server: TestServer;
let admin: KeyedUser;
let manager: KeyedUser;
let member: KeyedUser;
let stranger: KeyedUser;
let everybody: readonly KeyedUser[];
beforeAll(async () => {
  server = await startTestServer();
  await server.api("/api/apps", { body: { name: "other" } });
  admin = await makeKeyedUser(server, "Ada", { groups: { shop: { Admin: "Staff Level 1" } } });
  manager = await makeKeyedUser(server, "Max", { groups: { shop: { Support: "Manager" } } });
  member = await makeKeyedUser(server, "Mia", { groups: { shop: { Support: "Supervisor" } } });
  stranger = await makeKeyedUser(server, "Sid", {
    groups: { other: { Admin: "Dept Lead", Support: "Dept Lead" } },
  });
  everybody = [admin, manager, member, stranger];
});
afterAll(() => server[Symbol.asyncDispose]());

/** Saves the rules of the draft and publishes all of it. */
async function publishRules(rules: AccessRules): Promise<void> {
  const headers = { "if-match": "*" };
  const saved = await server.api(`${shop}/rules`, { method: "PUT", body: rules, headers });
  if (saved.status !== 200) throw new Error(`Saving answered ${JSON.stringify(saved.body)}`);
  const published = await server.api(`${shop}/releases`, { body: { note: "rules" } });
  if (published.status !== 201) throw new Error(`Publishing: ${JSON.stringify(published.body)}`);
}

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const basic = (key: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`anybody:${key}`).toString("base64")}` },
});
const statusOf = async (name: string, request: RequestInit) =>
  (await callHook(server, `/hooks/shop/${name}`, request)).status;

it("lets in whom the rule names, by each kind of key and either scheme", async () => {
  await makeHook(server, "ruled", { stack: [sendResponse()] }, false);
  await publishRules({ hooks: { ruled: [{ group: "Support", role: "Manager" }] } });
  for (const [user, status] of [
    [admin, 200],
    [manager, 200],
    [member, 403],
    [stranger, 403],
  ] as const) {
    for (const request of [
      bearer(user.webHookKey),
      bearer(user.apiKey),
      basic(user.webHookKey),
      basic(user.apiKey),
    ]) {
      expect([user.name, await statusOf("ruled", request)]).toEqual([user.name, status]);
    }
  }
  expect(await statusOf("ruled", bearer(testKey))).toBe(200);
});

it("says to whom it refuses which rule refused and whom it lets in, and to others what is missing", async () => {
  const refused = await callHook(server, "/hooks/shop/ruled", bearer(member.webHookKey));
  expect(JSON.parse(refused.text).error).toMatchObject({
    code: "ACCESS_REFUSED",
    message: 'The rule of the Web Hook "ruled" does not let this caller in.',
    hint: "It lets in Admin and Support from Manager on.",
    outcome: "not-done",
  });
  const none = await callHook(server, "/hooks/shop/ruled");
  expect([none.status, codeOf(none)]).toEqual([401, "KEY_MISSING"]);
  const wrong = await callHook(server, "/hooks/shop/ruled", bearer(`tlw_${"x".repeat(43)}`));
  expect([wrong.status, codeOf(wrong)]).toEqual([401, "KEY_WRONG"]);
  expect(wrong.headers.get("www-authenticate")).toContain("Basic");
});

it("takes a hook without a rule by its own setting", async () => {
  const stack = [sendResponse(block("trunkline_request_caller"))];
  await makeHook(server, "closed", { stack });
  await makeHook(server, "open", { settings: { access: "public" }, stack });
  for (const user of everybody) {
    const status = user === admin ? 200 : 403;
    expect(await statusOf("closed", bearer(user.webHookKey))).toBe(status);
    expect(await statusOf("open", bearer(user.webHookKey))).toBe(200);
  }
  for (const key of [null, "foreign", `tlw_${"x".repeat(43)}`]) {
    const answer = await callHook(server, "/hooks/shop/open", key === null ? {} : bearer(key));
    expect([answer.status, answer.text]).toEqual([200, ""]);
  }
});

it("shows a flow its caller's name and groups, and nothing of another app", async () => {
  await makeHook(server, "who", {
    settings: { access: "public" },
    stack: [sendResponse(block("trunkline_request_caller"))],
  });
  const shown = async (key: string) =>
    JSON.parse((await callHook(server, "/hooks/shop/who", bearer(key))).text);
  expect(await shown(testKey)).toEqual({ name: "owner", groups: ["Admin", "All Users"] });
  expect(await shown(admin.webHookKey)).toEqual({ name: "Ada", groups: ["Admin", "All Users"] });
  expect(await shown(member.webHookKey)).toEqual({ name: "Mia", groups: ["All Users", "Support"] });
  expect(await shown(stranger.webHookKey)).toEqual({ name: "Sid", groups: [] });
});

it("keeps a caller's runs, rate and Idempotency-Keys under his own id", async () => {
  const settings = { access: "public", ratePerMinute: 1 } as const;
  await makeHook(server, "rated", { settings, stack: [sendResponse()] });
  for (const user of [admin, manager]) {
    expect(await statusOf("rated", bearer(user.webHookKey))).toBe(200);
    expect(await statusOf("rated", bearer(user.apiKey))).toBe(429);
  }
  await makeHook(server, "keyed", {
    settings: { access: "public" },
    stack: [sendResponse(block("trunkline_request_caller"))],
  });
  const call = async ({ webHookKey }: KeyedUser) => {
    const headers = { authorization: `Bearer ${webHookKey}`, "idempotency-key": "order-7" };
    return callHook(server, "/hooks/shop/keyed", { headers });
  };
  const [first, second] = [await call(admin), await call(manager)];
  expect(first.run).not.toBe(second.run);
  expect((await call(admin)).run).toBe(first.run);
  await expect
    .poll(async () => {
      const rows = await server.database.query
        .selectFrom("runs")
        .select("caller")
        .where("id", "in", [first.run, second.run] as `run_${string}`[])
        .execute();
      return rows.map(({ caller }) => caller).toSorted();
    })
    .toEqual([`user:${admin.id}`, `user:${manager.id}`].toSorted());
});

it("checks a command's rule against the caller, and gives the Fail branch its refusal", async () => {
  const stack = [
    sendText(
      [sendResponse(aText("sent"))],
      [sendResponse(block("trunkline_connection_error"), 409)],
    ),
  ];
  await makeHook(server, "texting", { settings: { access: "public" }, stack }, false);
  await publishRules({
    commands: { sms: { sendMessage: [{ group: "Support", role: "Manager" }] } },
  });
  const sent = server.twilio.requests.length;
  const call = (headers: Record<string, string>) =>
    callHook(server, "/hooks/shop/texting", {
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ toPhone: "+15550001111", msg: "Packed." }),
    });
  for (const headers of [{}, bearer(member.webHookKey).headers, bearer(stranger.apiKey).headers]) {
    const { status, text } = await call(headers);
    expect(status).toBe(409);
    expect(JSON.parse(text)).toMatchObject({
      code: "ACCESS_REFUSED",
      message:
        'The rule of the command "sendMessage" of the connection "sms" does not let this caller in.',
      hint: "It lets in Admin and Support from Manager on.",
      outcome: "not-done",
      retryable: false,
    });
  }
  expect(server.twilio.requests).toHaveLength(sent);
  for (const key of [manager.webHookKey, admin.webHookKey, testKey]) {
    expect(await call(bearer(key).headers)).toMatchObject({ status: 200, text: "sent" });
  }
  expect(server.twilio.requests).toHaveLength(sent + 3);
});

it("asks no rule of builders who use a command by the API or test a draft", async () => {
  const data = { toPhone: "+15550001111", msg: "Packed." };
  const path = `${shop}/connections/sms/commands/sendMessage`;
  const headers = bearer(admin.apiKey).headers;
  expect((await server.api(path, { body: { data }, headers })).status).toBe(200);
  const draft = await callHook(server, "/draft-hooks/shop/texting", {
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(data),
  });
  expect(draft).toMatchObject({ status: 200, text: "sent" });
});

it("opens the draft address to builders by API key, and never to a Web Hook Key", async () => {
  await makeHook(server, "drafty", { stack: [sendResponse(aText("draft"))] }, false);
  const call = async (key: string, name = "drafty") => {
    const answer = await callHook(server, `/draft-hooks/shop/${name}`, bearer(key));
    return answer.status === 200 ? answer.text : codeOf(answer);
  };
  for (const key of [testKey, admin.apiKey]) expect(await call(key)).toBe("draft");
  expect(await call(admin.apiKey, "none")).toBe("HOOK_UNKNOWN");
  for (const key of [admin.webHookKey, manager.apiKey, stranger.apiKey]) {
    expect(await call(key)).toBe("ACCESS_REFUSED");
    expect(await call(key, "none")).toBe("ACCESS_REFUSED");
  }
});

it("never holds up a right key because of wrong ones from the same address", async () => {
  const codes = new Set<unknown>();
  for (let tried = 0; tried < 70; tried += 1) {
    codes.add(codeOf(await callHook(server, "/hooks/shop/closed", bearer(`wrong-${tried}`))));
  }
  expect([...codes]).toEqual(["KEY_WRONG", "RATE_LIMITED"]);
  expect(await statusOf("closed", bearer(admin.webHookKey))).toBe(200);
});
