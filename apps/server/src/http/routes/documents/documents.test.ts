import fc from "fast-check";
import { expect, it } from "vitest";

import { aFlow, aWorkspace, sendBlock } from "../../../testing/a-flow.ts";
import {
  type ApiAnswer,
  startTestServer,
  testProfileSettings,
  type TestServer,
} from "../../../testing/test-server.ts";

const path = "/api/apps/shop/documents";
const sms = { name: "sms", service: "twilio", profile: "main", settings: {} };

interface Replacement {
  readonly etag?: string | null;
  readonly dryRun?: boolean;
}

function put(server: TestServer, body: unknown, how: Replacement = {}): Promise<ApiAnswer> {
  const { etag = "*", dryRun = false } = how;
  const headers = etag === null ? {} : { "if-match": etag };
  return server.api(`${path}?dryRun=${String(dryRun)}`, { method: "PUT", body, headers });
}

const read = (server: TestServer, source = "draft") => server.api(`${path}?source=${source}`);
const etagOf = (answer: ApiAnswer) => answer.headers.get("etag") ?? "";
const named = (name: string, changes: object = {}) => aFlow({ name, ...changes });

it("replaces the whole draft, and reads what it was given", async () => {
  await using server = await startTestServer();
  const rules = { hooks: { a: [{ group: "Support", role: "Manager" }] } };
  const given = { groups: ["Support"], rules, connections: [sms], flows: [named("a"), named("b")] };
  const replaced = await put(server, given);
  expect(replaced.body).toEqual({
    dryRun: false,
    groups: ["Support"],
    changes: [
      { kind: "flow", name: "a", change: "added" },
      { kind: "flow", name: "b", change: "added" },
      { kind: "connection", name: "sms", change: "changed" },
      { kind: "rules", name: "hooks/a", change: "added" },
    ],
    problems: [],
  });
  const answer = await read(server);
  expect(answer.body).toEqual({ app: "shop", release: null, ...given });
  expect(etagOf(answer)).toBe(etagOf(replaced));
  const next = await put(server, { connections: [], flows: [named("b")] });
  expect(next.body.changes).toEqual([
    { kind: "flow", name: "a", change: "removed" },
    { kind: "connection", name: "sms", change: "removed" },
    { kind: "rules", name: "hooks/a", change: "removed" },
  ]);
  expect((await read(server)).body).toMatchObject({
    groups: ["Support"],
    rules: {},
    connections: [],
    flows: [{ name: "b" }],
  });
});

it("keeps the versions of documents that say what was there already", async () => {
  await using server = await startTestServer();
  const flow = { workspace: aWorkspace(), kind: "web-hook", name: "a" };
  const saved = await server.api("/api/apps/shop/flows/a", { method: "PUT", body: flow });
  expect(saved.body.version).toBe(1);
  const before = await read(server);
  const { app: _, release: __, ...documents } = before.body;
  const again = await put(server, documents, { etag: etagOf(before) });
  expect([again.status, again.body.changes]).toEqual([200, []]);
  expect(etagOf(again)).toBe(etagOf(before));
  const audit = await server.api("/api/apps/shop/audit");
  expect(JSON.stringify(audit.body)).not.toContain("documents.replaced");
});

it("tells everything that is wrong at once, by file, and changes nothing", async () => {
  await using server = await startTestServer();
  const before = await read(server);
  const refused = await put(server, {
    groups: ["Sales", "admin"],
    rules: { hooks: { a: [{ group: "" }] }, hoks: {} },
    connections: [
      { ...sms, profile: "other", settings: { testProfile: "tests" } },
      { ...sms, name: "bad", settings: { maxInFligt: 2 } },
      { ...sms, name: "mail", service: "pigeon" },
      { service: "twilio", profile: "main" },
    ],
    flows: [
      named("good"),
      named("good"),
      named("a", { settings: { method: "FETCH" } }),
      named("b", { workspace: "<xml/>" }),
      named("c", { settings: { callerNetworks: ["everywhere"] } }),
      null,
    ],
  });
  expect([refused.status, refused.body.error.code]).toEqual([422, "DOCUMENTS_WRONG"]);
  const places = (refused.body.problems as { file: string; path: string; code: string }[]).map(
    ({ file, path: place, code }) => `${file} ${place} ${code}`,
  );
  expect(places.toSorted()).toEqual(
    [
      "app.json groups GROUP_FIXED",
      "rules.json hoks PROPERTY_UNKNOWN",
      "rules.json hooks.a.0.group PROPERTY_INVALID",
      "connections/sms.json profile PROFILE_UNKNOWN",
      "connections/sms.json settings.testProfile PROFILE_UNKNOWN",
      "connections/bad.json settings.maxInFligt PROPERTY_UNKNOWN",
      "connections/mail.json service SERVICE_UNKNOWN",
      "connections/3 name PROPERTY_MISSING",
      "flows/good.json name NAME_TWICE",
      "flows/a.json settings.method PROPERTY_INVALID",
      "flows/b.json workspace WORKSPACE_NOT_BLOCKLY",
      "flows/c.json settings.callerNetworks.0 PROPERTY_INVALID",
      "flows/5  PROPERTY_INVALID",
    ].toSorted(),
  );
  expect(refused.body.problems).toContainEqual({
    file: "connections/sms.json",
    path: "profile",
    code: "PROFILE_UNKNOWN",
    message: 'There is no Twilio profile "other" in this app.',
    hint: "Add it with: trunkline profiles add other --app shop --service twilio",
  });
  const after = await read(server);
  expect([after.body, etagOf(after)]).toEqual([before.body, etagOf(before)]);
});

it("tells what would keep the draft from being published, and takes it all the same", async () => {
  await using server = await startTestServer();
  const replaced = await put(server, {
    rules: { hooks: { a: [{ group: "Nobody" }] } },
    connections: [],
    flows: [named("a", { workspace: aWorkspace(sendBlock) })],
  });
  const problems = replaced.body.problems as Record<string, string>[];
  expect(problems.map(({ document, severity, code }) => [document, severity, code])).toEqual(
    expect.arrayContaining([
      ["flows/a", "error", "CONNECTION_UNKNOWN"],
      ["rules", "error", "RULE_GROUP_UNKNOWN"],
    ]),
  );
  expect((await read(server)).body.flows).toHaveLength(1);
});

it("tries everything and changes nothing, when told so", async () => {
  await using server = await startTestServer();
  const before = await read(server);
  const tried = await put(
    server,
    { groups: ["Sales"], connections: [sms], flows: [named("a")] },
    { dryRun: true },
  );
  expect(tried.body).toMatchObject({
    dryRun: true,
    groups: ["Sales"],
    changes: [
      { kind: "flow", name: "a", change: "added" },
      { kind: "connection", name: "sms", change: "changed" },
    ],
  });
  const after = await read(server);
  expect([after.body, etagOf(after)]).toEqual([before.body, etagOf(before)]);
});

it("does not overwrite what somebody has saved meanwhile, whichever document it is", async () => {
  await using server = await startTestServer();
  const body = { connections: [sms], flows: [named("a")] };
  expect((await put(server, body, { etag: null })).status).toBe(428);
  await put(server, body);
  const saves: [string, object][] = [
    ["flows/a", { method: "PUT", body: named("a", { settings: { method: "GET" } }) }],
    ["flows/new", { method: "PUT", body: named("new"), headers: {} }],
    ["flows/a", { method: "DELETE" }],
    ["connections/sms", { method: "PATCH", body: { settings: { maxInFlight: 3 } } }],
    ["rules", { method: "PUT", body: { hooks: {}, pages: {}, commands: {} } }],
    ["connections/sms", { method: "DELETE" }],
  ];
  for (const [document, how] of saves) {
    const etag = etagOf(await read(server));
    const saved = await server.api(`/api/apps/shop/${document}`, {
      headers: { "if-match": "*" },
      ...how,
    });
    expect([document, saved.body.error]).toEqual([document, undefined]);
    const stale = await put(server, body, { etag });
    expect([document, stale.status, stale.body.error?.code]).toEqual([
      document,
      412,
      "DOCUMENTS_CHANGED",
    ]);
  }
  const fresh = await put(server, body, { etag: etagOf(await read(server)) });
  expect(fresh.status).toBe(200);
});

it("of two replacements from the same draft one succeeds", async () => {
  await using server = await startTestServer();
  const etag = etagOf(await read(server));
  const answers = await Promise.all(
    ["a", "b", "c", "d"].map((name) =>
      put(server, { connections: [], flows: [named(name)] }, { etag }),
    ),
  );
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
    "200",
    "412",
    "412",
    "412",
  ]);
  expect((await read(server)).body.flows).toHaveLength(1);
});

it("reads the live release and any other, and says when there is none", async () => {
  await using server = await startTestServer();
  expect((await read(server, "live")).body.error.code).toBe("RELEASE_UNKNOWN");
  await put(server, { connections: [sms], flows: [named("a")] });
  await server.api("/api/apps/shop/flows/a/publish", { method: "POST" });
  await put(server, { connections: [], flows: [named("b")] });
  const live = await read(server, "live");
  expect(live.body).toMatchObject({ release: 1, connections: [sms], flows: [{ name: "a" }] });
  expect(live.headers.get("etag")).toBe(null);
  expect((await read(server, "1")).body).toEqual(live.body);
  expect((await read(server, "2")).body.error.code).toBe("RELEASE_UNKNOWN");
  expect((await read(server, "all")).body.error.code).toBe("INPUT_INVALID");
});

it("gives documents back as they were given, whatever texts and numbers they hold", async () => {
  await using server = await startTestServer();
  const odd = fc.jsonValue({ maxDepth: 4, stringUnit: "binary" });
  await fc.assert(
    fc.asyncProperty(odd, async (value) => {
      const icons = JSON.parse(
        '{"__proto__": {"a": 1}, "10": 1, "2": [1e21, 0.1, "\\u0000"]}',
      ) as object;
      const block = { type: "text", id: "t", icons, data: value };
      const workspace = { blocks: { languageVersion: 0, blocks: [block] } };
      const flows = [named("a", { workspace })];
      const replaced = await put(server, { connections: [sms], flows });
      expect(replaced.body.error).toBeUndefined();
      const text = JSON.stringify((await read(server)).body.flows[0].workspace);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(workspace)));
    }),
    { numRuns: 15 },
  );
});

it("replaces two hundred flows in a moment, and takes no body without end", async () => {
  await using server = await startTestServer();
  const flows = Array.from({ length: 200 }, (_, number) => named(`flow-${number}`));
  const startedAt = performance.now();
  expect((await put(server, { connections: [sms], flows })).body.changes).toHaveLength(201);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  const tooLarge = await put(server, `{"connections": [], "flows": ["${"x".repeat(65 << 20)}"]}`);
  expect(tooLarge.body.error.code).toBe("BODY_TOO_LARGE");
});

it("shows no secret, and notes who replaced the draft without its contents", async () => {
  await using server = await startTestServer();
  const settings = { defaultSender: "+15005550006" };
  await put(server, { connections: [{ ...sms, settings }], flows: [named("a")] });
  const text = JSON.stringify((await read(server)).body);
  expect(text).toContain("+15005550006");
  expect(text).not.toContain(testProfileSettings.authToken);
  const { body } = await server.api("/api/apps/shop/audit");
  const entry = (body.entries as { action: string }[]).find(
    ({ action }) => action === "documents.replaced",
  );
  expect(entry).toMatchObject({ actor: "owner", subject: "draft", details: { flows: ["a"] } });
  expect(JSON.stringify(body)).not.toContain("+15005550006");
  expect(server.log.join("\n")).not.toContain("+15005550006");
});
