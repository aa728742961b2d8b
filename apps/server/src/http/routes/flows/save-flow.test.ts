import { expect, it } from "vitest";

import { aFlow, aWorkspace } from "../../../testing/a-flow.ts";
import { startTestServer, testKey } from "../../../testing/test-server.ts";

const path = "/api/apps/shop/flows/order-update";
const put = (body: unknown, ifMatch?: string) => ({
  method: "PUT",
  body,
  headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
});

it("keeps a flow as it came, down to the spelling of its numbers", async () => {
  await using server = await startTestServer();
  const workspace = `{"blocks": {"languageVersion":0,  "blocks":[{"type":"text", "id":"a", "x":1.50, "y":1e2,
    "data":"\\u0000 \\ud800 Größe", "2":1, "1":2}]} }`;
  const text = ` {"workspace":${workspace},"kind":"web-hook","name":"order-update"} `;
  const saved = await server.api(path, put(text));
  expect([saved.status, saved.headers.get("etag")]).toEqual([201, '"1"']);
  const answer = await fetch(server.url + path, {
    headers: { authorization: `Bearer ${testKey}` },
  });
  expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"1"']);
  const got = await answer.text();
  expect(got).toContain(workspace);
  expect(JSON.parse(got)).toMatchObject({
    name: "order-update",
    kind: "web-hook",
    settings: {},
    version: 1,
    liveVersion: null,
    hasSigningSecret: false,
    publishedAt: null,
  });
});

it("asks which version a change was made from, and refuses every other", async () => {
  await using server = await startTestServer();
  const changed = aFlow({ settings: { timeLimitSeconds: 5 } });
  await server.api(path, put(aFlow()));
  const missing = await server.api(path, put(changed));
  expect(missing).toMatchObject({
    status: 428,
    body: { error: { code: "IF_MATCH_MISSING" }, versions: { given: null, current: 1 } },
  });
  const second = await server.api(path, put(changed, '"1"'));
  expect([second.status, second.headers.get("etag"), second.body.version]).toEqual([200, '"2"', 2]);
  const stale = await server.api(path, put(aFlow(), '"1"'));
  expect(stale).toMatchObject({
    status: 412,
    body: { error: { code: "FLOW_CHANGED" }, versions: { given: 1, current: 2 } },
  });
  expect(stale.body.error.message).toContain("version 2");
  expect((await server.api(path, put(aFlow(), "*"))).body.version).toBe(3);
  // As a proxy that compresses answers makes it.
  expect((await server.api(path, put(changed, 'W/"3"'))).body.version).toBe(4);
  expect((await server.api(path)).body).toMatchObject({
    version: 4,
    settings: changed["settings"],
  });
});

it("does not make a flow out of a change to one that is gone", async () => {
  await using server = await startTestServer();
  for (const ifMatch of ['"3"', "*"]) {
    const answer = await server.api(path, put(aFlow(), ifMatch));
    expect([answer.status, answer.body.versions.current]).toEqual([412, null]);
  }
  expect((await server.api(path)).status).toBe(404);
});

it("answers a save that is repeated because its answer was lost as if it were the first", async () => {
  await using server = await startTestServer();
  await server.api(path, put(aFlow()));
  expect((await server.api(path, put(aFlow()))).body.version).toBe(1);
  const changed = aFlow({ settings: { method: "GET" } });
  await server.api(path, put(changed, '"1"'));
  const again = await server.api(path, put(changed, '"1"'));
  expect([again.status, again.body.version]).toEqual([200, 2]);
});

it("lets exactly one of many savers at once through, on two servers", async () => {
  await using server = await startTestServer();
  await using other = await startTestServer({
    database: server.database,
    dataDir: server.dataDir,
    withShop: false,
  });
  const savers = (ifMatch?: string) =>
    Array.from({ length: 12 }, (_, index) =>
      [server, other][index % 2]?.api(
        path,
        put(aFlow({ settings: { timeLimitSeconds: index + 1 } }), ifMatch),
      ),
    );
  const made = await Promise.all(savers());
  expect(made.filter((one) => one?.status === 201)).toHaveLength(1);
  expect(made.filter((one) => one?.status === 428)).toHaveLength(11);
  const before = await server.api(path);
  const changed = await Promise.all(savers('"1"'));
  const winners = changed.filter((one) => one?.status === 200 && one.body.version === 2);
  // The one that asks for what is there already changes nothing and is no winner.
  const unchanged = changed.filter((one) => one?.status === 200 && one.body.version === 1);
  expect(winners).toHaveLength(1);
  expect(unchanged.length).toBeLessThanOrEqual(1);
  const stale = changed.filter((one) => one?.status === 412);
  expect(winners.length + unchanged.length + stale.length).toBe(12);
  const after = await server.api(path);
  expect(after.body.version).toBe(2);
  expect(after.body.settings).toEqual(winners[0]?.body.settings);
  expect(after.body.settings).not.toEqual(before.body.settings);
});

it("tells every fault of a flow at once, with the nearest right names", async () => {
  await using server = await startTestServer();
  const wrong = {
    name: "another",
    kind: "web-hook",
    version: 3,
    setings: {},
    settings: { timeLimitSecond: 3, methd: "GET" },
    workspace: {},
  };
  const answer = await server.api(path, put(wrong));
  expect([answer.status, answer.body.error.code]).toEqual([400, "INPUT_INVALID"]);
  const { message, hint } = answer.body.error;
  expect(message).toContain('"setings"');
  expect(hint).toContain('Did you mean "settings"?');
  expect(hint).toContain('Did you mean "timeLimitSeconds"?');
  expect(hint).toContain('Did you mean "method"?');
  expect(hint).toContain("If-Match");
});

const refusedFlows: readonly [string, Readonly<Record<string, unknown>>, string][] = [
  ["another name", { name: "another" }, "name in the address"],
  ["an unknown kind", { kind: "webhook" }, '"web-hook"'],
  ["a workspace that is none", { workspace: { type: "text" } }, "Blockly"],
  ["a workspace in XML", { workspace: "<xml></xml>" }, "XML"],
  ["no workspace", { workspace: undefined }, '"workspace" is missing'],
  ["too many blocks", { workspace: manyBlocks(100_000) }, "20000"],
  ["a response of a later release", { settings: { response: "chunked" } }, "Custom Code"],
  ["a network that is none", { settings: { callerNetworks: ["10.0.0.0/8", "::1/200"] } }, "CIDR"],
  ["a limit of its own", { settings: { bodyMaxBytes: 9_000_000 } }, "8388608"],
  ["a secret in the settings", { settings: { signature: { secret: "x" } } }, "signing-secret"],
  ["an origin with a path", { settings: { cors: { origins: ["https://a.test/b"] } } }, "origin"],
];

it("refuses what cannot even be a draft, and keeps nothing of it", async () => {
  await using server = await startTestServer();
  for (const [what, changes, told] of refusedFlows) {
    const { error } = (await server.api(path, put(aFlow(changes)))).body;
    expect([what, error.code]).toEqual([what, "INPUT_INVALID"]);
    expect([what, `${error.message} ${error.hint}`]).toEqual([what, expect.stringContaining(told)]);
  }
  const deep = JSON.stringify(aFlow({ workspace: "deep" })).replace('"deep"', deepStack(1600));
  const { error } = (await server.api(path, put(deep))).body;
  expect(error.message).toContain("deep");
  expect((await server.api(path)).status).toBe(404);
});

it("accepts every setting, and settings of null where there may be none", async () => {
  await using server = await startTestServer();
  const settings = {
    method: "PATCH",
    timeLimitSeconds: 300,
    bodyMaxBytes: 8_388_608,
    access: "public",
    ratePerMinute: 60,
    callerNetworks: ["203.0.113.0/24", "2001:db8::/32", "192.0.2.7"],
    signature: { header: "x-signature", windowSeconds: 60 },
    cors: { origins: ["https://shop.example.com", "http://localhost:3000"] },
    response: "whole",
    retainRunsDays: 7,
  };
  const saved = await server.api(path, put(aFlow({ settings })));
  expect([saved.status, saved.body.settings]).toEqual([201, settings]);
  const none = { ratePerMinute: null, signature: null, cors: null };
  const changed = await server.api(path, put(aFlow({ settings: none }), '"1"'));
  expect([changed.status, changed.body.settings]).toEqual([200, none]);
});

it("takes a prototype's names for names like others", async () => {
  await using server = await startTestServer();
  const document = JSON.stringify(aFlow({ workspace: { blocks: { blocks: [] }, extra: 1 } }));
  const inside = document.replace('"extra":1', '"__proto__":{"constructor":{"prototype":1}}');
  expect((await server.api(path, put(inside))).status).toBe(201);
  expect(JSON.stringify((await server.api(path)).body.workspace)).toContain("__proto__");
  for (const wrong of [
    document.replace('"name"', '"__proto__":{"kind":"page"},"name"'),
    document.replace('"settings":{}', '"settings":{"__proto__":{"access":"public"}}'),
  ]) {
    const refused = await server.api(path, put(wrong, "*"));
    expect([refused.status, refused.body.error.code]).toEqual([400, "INPUT_INVALID"]);
  }
});

it("keeps a flow with problems as a draft", async () => {
  await using server = await startTestServer();
  const workspace = aWorkspace({ type: "no_such_block", id: "x" });
  expect((await server.api(path, put(aFlow({ workspace })))).status).toBe(201);
});

it("takes flows of nearly 8 MiB and says of larger ones how large they may be", async () => {
  await using server = await startTestServer();
  const large = (bytes: number) => {
    const data = "x".repeat(bytes);
    return aFlow({ workspace: aWorkspace({ type: "text", id: "a", data }) });
  };
  const saved = await server.api(path, put(large(8_300_000)));
  expect(saved.status).toBe(201);
  expect((await server.api(path)).body.workspace).toEqual(large(8_300_000)["workspace"]);
  const refused = await server.api(path, put(large(8_400_000), "*"));
  expect([refused.status, refused.body.error.code]).toEqual([413, "BODY_TOO_LARGE"]);
  expect(refused.body.error.message).toContain("8 MiB");
});

it("refuses bodies that are no object in JSON", async () => {
  await using server = await startTestServer();
  const table = [
    ["{", "not JSON"],
    ["[".repeat(200_000) + "]".repeat(200_000), "nested deeper"],
    ["", '"body" must be an object'],
    ["[]", '"body" must be an object'],
  ] as const;
  for (const [body, told] of table) {
    const answer = await server.api(path, put(body));
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(told);
  }
});

it("refuses bytes that are not UTF-8, and an If-Match that is no version", async () => {
  await using server = await startTestServer();
  const headers = { authorization: `Bearer ${testKey}`, "content-type": "application/json" };
  const body = Buffer.from('{"name":"\xff"}', "latin1");
  const answer = await fetch(server.url + path, { method: "PUT", headers, body });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("UTF-8");
  for (const ifMatch of ['"x"', '"1", "2"', "0", '""']) {
    expect((await server.api(path, put(aFlow(), ifMatch))).status).toBe(400);
  }
});

function manyBlocks(count: number) {
  const blocks = Array.from({ length: count }, (_, index) => ({ type: "text", id: `b${index}` }));
  return { blocks: { languageVersion: 0, blocks } };
}

/** As text: building it takes fewer levels of this process's stack than writing it. */
function deepStack(levels: number): string {
  const block = (id: number) => `{"block":{"type":"trunkline_log","id":"b${id}"`;
  const stack = Array.from({ length: levels }, (_, id) => `${block(id)},"next":`).join("");
  const last = `{}${"}}".repeat(levels)}`;
  return `{"blocks":{"languageVersion":0,"blocks":[${stack.slice('{"block":'.length)}${last.slice(0, -1)}]}}`;
}
