import { createHmac } from "node:crypto";

import { afterAll, beforeAll, expect, it } from "vitest";

import {
  aText,
  aValue,
  block,
  callHook,
  codeOf,
  holdTwilio,
  makeHook,
  sendResponse,
  sendText,
} from "../../testing/hook-flow.ts";
import { startTestServer, testKey, type TestServer } from "../../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const json = (body: unknown, headers = {}): RequestInit => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json", ...headers },
});
const byOwner = { authorization: `Bearer ${testKey}` };
const open = { access: "public" } as const;
const sandbox = "sandbox allow-scripts allow-forms allow-popups";
/** Answers with what it was sent. */
const echo = [
  sendResponse(
    block("lists_create_with", {
      values: {
        ADD0: block("trunkline_request_body"),
        ADD1: block("trunkline_request_query"),
        ADD2: block("trunkline_request_header", { values: { NAME: aText("X-Order") } }),
        ADD3: block("trunkline_request_header", { values: { NAME: aText("Authorization") } }),
        ADD4: block("trunkline_request_caller"),
      },
    }),
  ),
].map((one) => withItems(one, 5));

/** `lists_create_with` says in its state how many items it has. */
function withItems(response: ReturnType<typeof sendResponse>, itemCount: number) {
  const list = response.inputs?.["BODY"]?.block;
  if (list === undefined) throw new Error("The response has no body.");
  const body = { block: { ...list, extraState: { itemCount } } };
  return { ...response, inputs: { ...response.inputs, BODY: body } };
}

it("shows a flow the body, the query, headers and the caller, and never the key", async () => {
  await makeHook(server, "echo", { stack: echo });
  const sent = json({ a: [1, { b: null }] }, { ...byOwner, "x-order": "7" });
  const answer = await callHook(server, "/hooks/shop/echo?x=1&y=2&x=3", sent);
  expect(answer.status, answer.text).toBe(200);
  expect(JSON.parse(answer.text)).toEqual([
    { a: [1, { b: null }] },
    { x: ["1", "3"], y: "2" },
    "7",
    null,
    { name: "owner", groups: ["Admin", "All Users"] },
  ]);
  expect(answer.run).toMatch(/^run_/u);
  expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
});

it("answers with the status, the headers and the body of the flow", async () => {
  const headers = { "X-Order": "7", "content-type": "text/csv", "cache-control": "max-age=5" };
  await makeHook(server, "answer", {
    settings: open,
    stack: [sendResponse(aText("a,b\n"), 201, headers)],
  });
  const answer = await callHook(server, "/hooks/shop/answer");
  expect(answer).toMatchObject({ status: 201, text: "a,b\n" });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "x-order": "7",
    "content-type": "text/csv",
    "cache-control": "max-age=5",
    "content-length": "4",
    "content-security-policy": sandbox,
    "x-content-type-options": "nosniff",
  });
});

it("never lets an answer act on the studio's origin", async () => {
  const page = "<script>document.cookie; fetch('/api/apps')</script>";
  await makeHook(server, "hostile", {
    settings: open,
    stack: [sendResponse(aText(page), 200, { "content-type": "text/html" })],
  });
  const answer = await callHook(server, "/hooks/shop/hostile");
  expect(answer).toMatchObject({ status: 200, text: page });
  expect(answer.headers.get("content-security-policy")).toBe(sandbox);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  for (const [name, value] of [
    ["set-cookie", "session=stolen"],
    ["content-security-policy", "default-src *"],
    ["access-control-allow-origin", "*"],
    ["x-bad", "a\r\nset-cookie: b=c"],
  ] as const) {
    const stack = [sendResponse(aText(page), 200, { [name]: value })];
    await makeHook(server, "hostile", { settings: open, stack });
    const refused = await callHook(server, "/hooks/shop/hostile");
    expect([name, refused.status]).toEqual([name, 500]);
    expect(refused.headers.get("set-cookie")).toBe(null);
    expect(refused.headers.get("content-security-policy")).toBe(sandbox);
    expect(refused.headers.get("access-control-allow-origin")).toBe(null);
  }
});

it("says the same of all that is not there", async () => {
  await makeHook(server, "unpublished", { settings: open, stack: echo }, false);
  const answers = [];
  for (const path of [
    "/hooks/none/echo",
    "/hooks/shop/none",
    "/hooks/shop/unpublished",
    "/hooks/shop/Not%20a%20name",
    "/hooks/shop/__proto__",
  ]) {
    const { status, text, headers } = await callHook(server, path, json({}));
    answers.push(JSON.stringify({ status, text, headers: withoutDate(headers) }));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain("HOOK_UNKNOWN");
  expect(answers[0]).toContain(sandbox);
});

function withoutDate(headers: Headers) {
  return Object.fromEntries([...headers].filter(([name]) => name !== "date"));
}

it("answers for drafts to builders alone, whether there is one or not", async () => {
  await makeHook(server, "drafted", { settings: open, stack: [sendResponse(aText("live"))] });
  await makeHook(
    server,
    "drafted",
    { settings: open, stack: [sendResponse(aText("draft"))] },
    false,
  );
  expect((await callHook(server, "/hooks/shop/drafted")).text).toBe("live");
  const draft = await callHook(server, "/draft-hooks/shop/drafted", { headers: byOwner });
  expect(draft).toMatchObject({ status: 200, text: "draft" });
  for (const path of ["/draft-hooks/shop/drafted", "/draft-hooks/shop/none"]) {
    const refused = await callHook(server, path);
    expect([refused.status, codeOf(refused)]).toEqual([401, "KEY_MISSING"]);
  }
  const none = await callHook(server, "/draft-hooks/shop/none", { headers: byOwner });
  expect([none.status, codeOf(none)]).toEqual([404, "HOOK_UNKNOWN"]);
});

it("asks for the key, takes it as Bearer or Basic, and names the ways", async () => {
  const missing = await callHook(server, "/hooks/shop/echo", json({}));
  expect([missing.status, codeOf(missing)]).toEqual([401, "KEY_MISSING"]);
  expect(missing.headers.get("www-authenticate")).toContain("Basic");
  const wrong = await callHook(server, "/hooks/shop/echo", json({}, { authorization: "Bearer x" }));
  expect([wrong.status, codeOf(wrong)]).toEqual([401, "KEY_WRONG"]);
  const basic = Buffer.from(`me:${testKey}`).toString("base64");
  const right = await callHook(
    server,
    "/hooks/shop/echo",
    json({}, { authorization: `Basic ${basic}` }),
  );
  expect(right.status).toBe(200);
});

it("takes the one method that the hook has", async () => {
  await makeHook(server, "by-get", { settings: { ...open, method: "GET" }, stack: echo });
  const got = await callHook(server, "/hooks/shop/by-get?a=1", { method: "GET" });
  expect(JSON.parse(got.text)).toEqual([null, { a: "1" }, null, null, null]);
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]) {
    const answer = await callHook(server, "/hooks/shop/by-get", { method });
    expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, "GET"]);
  }
});

it("reads forms and text, and refuses other types and bodies that are too large or broken", async () => {
  await makeHook(server, "bodies", { settings: { ...open, bodyMaxBytes: 2000 }, stack: echo });
  const send = (type: string, body: BodyInit, headers = {}) =>
    callHook(server, "/hooks/shop/bodies", { body, headers: { "content-type": type, ...headers } });
  const form = await send("application/x-www-form-urlencoded", "a=1&__proto__=2");
  expect(form.text).toContain('[{"a":"1","__proto__":"2"},');
  expect(JSON.parse((await send("text/plain", "Grüße")).text)[0]).toBe("Grüße");
  expect((await send("application/json", '{"__proto__":{"a":1}}')).text).toContain(
    '[{"__proto__":{"a":1}},',
  );
  expect(JSON.parse((await callHook(server, "/hooks/shop/bodies")).text)[0]).toBe(null);
  const table = [
    [415, "CONTENT_TYPE_WRONG", await send("application/xml", "<a/>")],
    [415, "CONTENT_TYPE_WRONG", await send(";;", "a")],
    [415, "CONTENT_TYPE_WRONG", await send("application/json", "{}", { "content-encoding": "br" })],
    [400, "BODY_MALFORMED", await send("application/json", '{"private')],
    [400, "BODY_MALFORMED", await send("application/json", "[".repeat(1000) + "]".repeat(1000))],
    [413, "BODY_TOO_LARGE", await send("text/plain", "x".repeat(2001))],
    [413, "BODY_TOO_LARGE", await sendChunked("x".repeat(2001))],
  ] as const;
  for (const [status, code, answer] of table) {
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.text).not.toContain("private");
    expect(answer.run).toBe(null);
  }
  expect((await send("text/plain", "x".repeat(2000))).status).toBe(200);
});

function sendChunked(text: string) {
  const body = new Blob([text]).stream();
  const headers = { "content-type": "text/plain" };
  return callHook(server, "/hooks/shop/bodies", { body, headers, duplex: "half" } as RequestInit);
}

it("lets one caller ask as often as the hook allows", async () => {
  await makeHook(server, "limited", {
    settings: { ...open, ratePerMinute: 2 },
    stack: [sendResponse()],
  });
  const statuses = [];
  for (const _ of [1, 2, 3]) statuses.push((await callHook(server, "/hooks/shop/limited")).status);
  expect(statuses).toEqual([200, 200, 429]);
  const limited = await callHook(server, "/hooks/shop/limited");
  expect(codeOf(limited)).toBe("RATE_LIMITED");
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  const owner = await callHook(server, "/hooks/shop/limited", { headers: byOwner });
  expect(owner.status, "the owner is another caller").toBe(200);
});

it("lets only the hook's networks call it, and believes no header about that", async () => {
  await makeHook(server, "near", {
    settings: { ...open, callerNetworks: ["127.0.0.0/8", "::1/128"] },
    stack: [sendResponse(aText("in"))],
  });
  await makeHook(server, "far", {
    settings: { ...open, callerNetworks: ["203.0.113.0/24"] },
    stack: [sendResponse(aText("in"))],
  });
  const forwarded = { headers: { "x-forwarded-for": "203.0.113.9" } };
  expect((await callHook(server, "/hooks/shop/near", forwarded)).text).toBe("in");
  const refused = await callHook(server, "/hooks/shop/far", forwarded);
  expect([refused.status, codeOf(refused)]).toEqual([403, "NETWORK_NOT_ALLOWED"]);
});

it("believes the proxies that it was told to trust, and them alone", async () => {
  const { database, dataDir } = server;
  const trustedProxies = ["127.0.0.0/8", "10.0.0.0/8"];
  await using behind = await startTestServer({
    database,
    dataDir,
    trustedProxies,
    withShop: false,
  });
  const from = (addresses: string) =>
    callHook(behind, "/hooks/shop/far", { headers: { "x-forwarded-for": addresses } });
  expect((await from("203.0.113.9")).text).toBe("in");
  expect((await from("198.51.100.1, 203.0.113.9, 10.0.0.7")).text).toBe("in");
  for (const addresses of ["203.0.113.9, 198.51.100.1", "10.0.0.7", "unknown", "203.0.113.9:443"]) {
    expect([addresses, (await from(addresses)).status]).toEqual([addresses, 403]);
  }
});

it("lets pages of the listed origins call the hook and read its answers, refusals too", async () => {
  const origin = "https://shop.example.com";
  await makeHook(server, "cors", {
    settings: { cors: { origins: [origin] } },
    stack: [sendResponse(aText("yes"), 200, { vary: "Accept" })],
  });
  const asked = { origin, "access-control-request-method": "POST" };
  const preflight = await callHook(server, "/hooks/shop/cors", {
    method: "OPTIONS",
    headers: asked,
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("POST");
  expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
  const answer = await callHook(server, "/hooks/shop/cors", { headers: { ...byOwner, origin } });
  expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
  expect(answer.headers.get("vary")).toBe("Accept, Origin");
  const refused = await callHook(server, "/hooks/shop/cors", { headers: { origin } });
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([
    401,
    origin,
  ]);
  const foreign = { ...byOwner, origin: "https://evil.example" };
  const other = await callHook(server, "/hooks/shop/cors", { headers: foreign });
  expect(other.headers.get("access-control-allow-origin")).toBe(null);
});

it("takes signed requests once, in their time", async () => {
  const secret = "a-signing-secret-that-is-long-enough";
  const settings = { ...open, signature: { header: "x-sig", timestampHeader: "x-time" } };
  await makeHook(server, "signed", { settings, stack: [sendResponse(aText("in"))] }, false);
  await server.api("/api/apps/shop/flows/signed/signing-secret", {
    method: "PUT",
    body: { secret },
  });
  await makeHook(server, "signed", { settings, stack: [sendResponse(aText("in"))] });
  const sign = (body: string, time = Math.floor(Date.now() / 1000), key = secret): RequestInit => ({
    body,
    headers: {
      "content-type": "text/plain",
      "x-time": String(time),
      "x-sig": createHmac("sha256", key).update(`${time}.${body}`).digest("base64"),
    },
  });
  const call = (request?: RequestInit) => callHook(server, "/hooks/shop/signed", request);
  const right = sign("an order");
  expect(await call(right)).toMatchObject({ status: 200, text: "in" });
  const now = Math.floor(Date.now() / 1000);
  const table = [
    ["SIGNATURE_REPLAYED", await call(right)],
    ["SIGNATURE_MISSING", await call()],
    ["SIGNATURE_WRONG", await call(sign("an order", now, "another"))],
    ["SIGNATURE_WRONG", await call({ ...right, body: "another order" })],
    ["SIGNATURE_EXPIRED", await call(sign("an order", now - 400))],
  ] as const;
  for (const [code, answer] of table) expect([answer.status, codeOf(answer)]).toEqual([401, code]);
  const many = sign("at once");
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(many)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

it("answers 204 for a flow without an answer, and 500 for one that fails", async () => {
  await makeHook(server, "silent", { settings: open, stack: [] });
  const silent = await callHook(server, "/hooks/shop/silent");
  expect(silent).toMatchObject({ status: 204, text: "" });
  expect(silent.run).toMatch(/^run_/u);

  const stop = block("trunkline_stop_with_error", { values: { MESSAGE: aText("No stock.") } });
  await makeHook(server, "failing", { settings: open, stack: [stop] });
  const failed = await callHook(server, "/hooks/shop/failing");
  expect(failed.status).toBe(500);
  expect(JSON.parse(failed.text)).toMatchObject({
    run: failed.run,
    error: { code: "STOPPED_WITH_ERROR", message: "No stock.", retryable: false },
  });
});

const text = { toPhone: "+15550001111", msg: "An order" };

it("answers 504 at the time limit, marks the run and settles what was in flight", async () => {
  await makeHook(server, "late", {
    settings: { ...open, timeLimitSeconds: 1 },
    stack: [sendText([sendResponse(aText("too late"))])],
  });
  const held = holdTwilio(server);
  const late = await callHook(server, "/hooks/shop/late", json(text));
  expect([late.status, codeOf(late)]).toEqual([504, "TIMED_OUT"]);
  held.release();
  await expect
    .poll(async () => (await server.api(`/api/apps/shop/runs/${late.run}`)).body)
    .toMatchObject({ status: "failed", error: { code: "TIME_LIMIT" } });
  const { attempts } = (await server.api("/api/apps/shop/attempts?pageSize=1")).body;
  expect(attempts[0]).toMatchObject({ state: "done" });
});

it("lets a flow go on after its answer, and after its caller went away", async () => {
  const keep = block("trunkline_keep_value", { values: { KEY: aText("a"), VALUE: aValue(1) } });
  await makeHook(server, "goes-on", {
    settings: open,
    stack: [sendResponse(aText("first")), keep],
  });
  const answer = await callHook(server, "/hooks/shop/goes-on");
  expect(answer.text).toBe("first");
  await expectFinished(answer.run);

  await makeHook(server, "left-alone", {
    settings: open,
    stack: [sendText([sendResponse()]), keep],
  });
  const held = holdTwilio(server);
  const caller = new AbortController();
  const left = callHook(server, "/hooks/shop/left-alone", { ...json(text), signal: caller.signal });
  const gone = expect(left).rejects.toThrow("abort");
  await expect.poll(() => held.count).toBe(1);
  caller.abort();
  await gone;
  const { runs } = (await server.api("/api/apps/shop/runs?pageSize=1")).body;
  expect(runs[0]).toMatchObject({ flow: "left-alone", status: "running" });
  held.release();
  await expectFinished(runs[0].id);
});

async function expectFinished(run: string | null): Promise<void> {
  await expect
    .poll(async () => (await server.api(`/api/apps/shop/runs/${run}`)).body)
    .toMatchObject({ status: "finished" });
}

it("logs the route of a hook and nothing of its requests", async () => {
  const path = "/hooks/shop/echo?number=15550001111";
  await callHook(server, path, json({ msg: "A very private text." }, byOwner));
  await callHook(server, "/hooks/shop/failing");
  const log = server.log.join("");
  expect(log).toContain("/hooks/:app/:hook");
  for (const hidden of ["15550001111", "private", testKey, "No stock", "/hooks/shop"]) {
    expect(log).not.toContain(hidden);
  }
});

it("describes its addresses once each", async () => {
  const { body } = await server.api("/openapi.json");
  for (const path of ["/hooks/{app}/{hook}", "/draft-hooks/{app}/{hook}"]) {
    expect(Object.keys(body.paths[path])).toEqual(["post"]);
    expect(body.paths[path].post.tags).toEqual(["hooks"]);
  }
});
