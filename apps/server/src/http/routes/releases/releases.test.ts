import { expect, it } from "vitest";

import { aFlow, aWorkspace, respondWith, sendBlock } from "../../../testing/a-flow.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const shop = "/api/apps/shop";
const releases = `${shop}/releases`;

async function save(server: TestServer, name: string, status = 200, more: object = {}) {
  const path = `${shop}/flows/${name}`;
  const headers = (await server.api(path)).status === 404 ? {} : { "if-match": "*" };
  const settings = { access: "public" };
  const workspace = aWorkspace(respondWith(status));
  const body = aFlow({ name, settings, workspace, ...more });
  const saved = await server.api(path, { method: "PUT", body, headers });
  expect(saved.body.error).toBeUndefined();
}

const publish = (server: TestServer, note = "") => server.api(releases, { body: { note } });
const activate = (server: TestServer, number: number) =>
  server.api(`${releases}/${number}/activate`, { method: "POST" });
const call = async (server: TestServer, hook: string) =>
  (await fetch(`${server.url}/hooks/shop/${hook}`, { method: "POST" })).status;

it("publishes the whole draft, tells what is different, and goes back in one step", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  const first = await publish(server, "The first one.");
  expect(first).toMatchObject({
    status: 201,
    body: {
      number: 1,
      note: "The first one.",
      author: "owner",
      isLive: true,
      changes: [
        { kind: "flow", name: "order", change: "added" },
        { kind: "connection", name: "sms", change: "added" },
      ],
      problems: [],
    },
  });
  await save(server, "order", 202);
  await save(server, "other", 203);
  await server.api(`${shop}/connections/sms`, {
    method: "PATCH",
    body: { settings: { defaultSender: "+15005550007" } },
  });
  await server.api(`${shop}/rules`, {
    method: "PUT",
    body: { hooks: { order: [{ group: "Public" }] } },
  });
  expect(await call(server, "order")).toBe(201);
  const second = await publish(server);
  expect(second.body).toMatchObject({
    number: 2,
    changes: [
      { kind: "flow", name: "order", change: "changed" },
      { kind: "flow", name: "other", change: "added" },
      { kind: "connection", name: "sms", change: "changed" },
      { kind: "rules", name: "hooks/order", change: "added" },
    ],
  });
  expect([await call(server, "order"), await call(server, "other")]).toEqual([202, 203]);
  expect(await activate(server, 1)).toMatchObject({
    status: 200,
    body: { number: 1, isLive: true },
  });
  expect([await call(server, "order"), await call(server, "other")]).toEqual([201, 404]);
  expect((await server.api(`${shop}/flows/order`)).body).toMatchObject({
    version: 2,
    liveVersion: 1,
  });
  expect(await activate(server, 1)).toMatchObject({ status: 200, body: { number: 1 } });
  await activate(server, 2);
  expect([await call(server, "order"), await call(server, "other")]).toEqual([202, 203]);
});

it("refuses a draft that is what is live, and one that is empty", async () => {
  await using server = await startTestServer();
  await server.api("/api/apps", { body: { name: "empty" } });
  const empty = await server.api("/api/apps/empty/releases", { body: {} });
  expect([empty.status, empty.body.error.code]).toEqual([409, "RELEASE_UNCHANGED"]);
  await save(server, "order", 201);
  await publish(server);
  const same = await publish(server);
  expect(same.status).toBe(409);
  expect(same.body.error.message).toContain("release 1");
  await save(server, "order", 202);
  await save(server, "order", 201);
  expect((await publish(server)).status).toBe(409);
});

it("refuses an app with errors, tells every problem with its document, and leaves what is live", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  await publish(server);
  await save(server, "order", 202);
  const unknown = JSON.parse(JSON.stringify(sendBlock).replace('"sms"', '"gone"'));
  await save(server, "broken", 200, { workspace: aWorkspace(unknown) });
  await save(server, "signed", 200, { settings: { signature: {} } });
  await server.api(`${shop}/rules`, {
    method: "PUT",
    body: { hooks: { order: [{ group: "Ghosts" }] } },
  });
  const refused = await publish(server);
  expect([refused.status, refused.body.error.code]).toEqual([422, "RELEASE_HAS_ERRORS"]);
  const errors = refused.body.problems.filter(
    ({ severity }: { severity: string }) => severity === "error",
  );
  const told = errors.map(({ document, code }: { document: string; code: string }) => [
    document,
    code,
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      ["flows/broken", "CONNECTION_UNKNOWN"],
      ["flows/signed", "SIGNING_SECRET_MISSING"],
      ["rules", "RULE_GROUP_UNKNOWN"],
    ]),
  );
  expect(await call(server, "order")).toBe(201);
  expect((await server.api(releases)).body.releases).toHaveLength(1);
});

it("lists releases newest first, in pages, and reads one with its documents", async () => {
  await using server = await startTestServer();
  for (const status of [201, 202, 203]) {
    await save(server, "order", status);
    await publish(server, `Answers ${status}.`);
  }
  const page = (await server.api(`${releases}?pageSize=2`)).body;
  const numbers = (of: { releases: { number: number; isLive: boolean }[] }) =>
    of.releases.map(({ number, isLive }) => [number, isLive]);
  expect(numbers(page)).toEqual([
    [3, true],
    [2, false],
  ]);
  const last = (await server.api(`${releases}?pageSize=2&pageToken=${page.nextPageToken}`)).body;
  expect([numbers(last), last.nextPageToken]).toEqual([[[1, false]], null]);
  const foreign = await server.api(
    `${releases}?pageToken=${Buffer.from("abc").toString("base64url")}`,
  );
  expect([foreign.status, foreign.body.error.code]).toEqual([400, "PAGE_TOKEN_WRONG"]);
  const one = (await server.api(`${releases}/2`)).body;
  expect(one).toMatchObject({
    number: 2,
    note: "Answers 202.",
    flows: [{ name: "order", kind: "web-hook", version: 2 }],
    connections: [{ name: "sms", service: "twilio", profile: "main", version: 1 }],
    rules: {},
  });
  expect(JSON.stringify(one)).not.toContain("15005550006");
});

it("answers 404 for a release that is not there, and for another app's", async () => {
  await using server = await startTestServer();
  await server.api("/api/apps", { body: { name: "other" } });
  await save(server, "order");
  await publish(server);
  for (const [method, path] of [
    ["GET", `${releases}/2`],
    ["POST", `${releases}/2/activate`],
    ["POST", `${releases}/999999999/activate`],
    ["GET", "/api/apps/other/releases/1"],
    ["POST", "/api/apps/other/releases/1/activate"],
  ] as const) {
    const answer = await server.api(path, { method });
    expect([path, answer.status, answer.body.error.code]).toEqual([path, 404, "RELEASE_UNKNOWN"]);
  }
  const wrong = await server.api(`${releases}/0/activate`, { method: "POST" });
  expect(wrong.status).toBe(400);
});

it("keeps live what was deleted in the draft, until the app is published", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  await save(server, "other", 202);
  await publish(server);
  await server.api(`${shop}/flows/order`, { method: "DELETE" });
  expect(await call(server, "order")).toBe(201);
  const published = await publish(server);
  expect(published.body.changes).toEqual([{ kind: "flow", name: "order", change: "removed" }]);
  expect([await call(server, "order"), await call(server, "other")]).toEqual([404, 202]);
  await save(server, "order", 205);
  expect(await call(server, "order")).toBe(404);
  await activate(server, 1);
  expect(await call(server, "order")).toBe(201);
});

it("publishes a flow alone with the connections that it lacks, and leaves other drafts alone", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  await save(server, "other", 201);
  await publish(server);
  await save(server, "order", 202);
  await save(server, "other", 202);
  const rules = {
    hooks: { order: [{ group: "Public" }], other: [] },
    commands: { more: { sendMessage: [] }, sms: { sendMessage: [] } },
  };
  await server.api(`${shop}/rules`, { method: "PUT", body: rules });
  const connection = { name: "more", service: "twilio", profile: "main" };
  await server.api(`${shop}/connections`, { body: connection });
  const published = await server.api(`${shop}/flows/order/publish`, { method: "POST" });
  expect(published.body).toMatchObject({ version: 2, liveVersion: 2, release: 2 });
  expect([await call(server, "order"), await call(server, "other")]).toEqual([202, 201]);
  expect((await server.api(`${releases}/2`)).body).toMatchObject({
    note: "Flow order",
    changes: [
      { kind: "flow", name: "order", change: "changed" },
      { kind: "connection", name: "more", change: "added" },
      { kind: "rules", name: "hooks/order", change: "added" },
      { kind: "rules", name: "commands/more/sendMessage", change: "added" },
    ],
    flows: [
      { name: "order", version: 2 },
      { name: "other", version: 1 },
    ],
    rules: { hooks: { order: [{ group: "Public" }] }, commands: { more: { sendMessage: [] } } },
  });
});

it("numbers what two publish at once one after the other", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  await publish(server);
  const names = ["a", "b", "c", "d"];
  for (const name of names) await save(server, name, 202);
  const ofFlows = names.map((name) =>
    server.api(`${shop}/flows/${name}/publish`, { method: "POST" }),
  );
  const answers = await Promise.all([...ofFlows, publish(server), publish(server)]);
  const made = answers.flatMap(({ body }) => body.release ?? body.number ?? []) as number[];
  const all = (await server.api(releases)).body.releases as { number: number }[];
  expect(all.map(({ number }) => number).toReversed()).toEqual(
    Array.from({ length: all.length }, (_, index) => index + 1),
  );
  expect(new Set(made).size).toBeLessThanOrEqual(all.length);
  for (const name of names) expect(await call(server, name)).toBe(202);
});

it("publishes only the draft that was meant, where one is named", async () => {
  await using server = await startTestServer();
  await save(server, "order");
  const read = await server.api(`${shop}/documents`);
  const etag = read.headers.get("etag") ?? "";
  await save(server, "other");
  const publishAt = (match: string) =>
    server.api(releases, { body: {}, headers: { "if-match": match } });
  expect(await publishAt(etag)).toMatchObject({
    status: 412,
    body: { error: { code: "DOCUMENTS_CHANGED" } },
  });
  expect((await server.api(releases)).body.releases).toEqual([]);
  const now = (await server.api(`${shop}/documents`)).headers.get("etag") ?? "";
  expect((await publishAt(now)).status).toBe(201);
  await save(server, "third");
  expect((await publishAt("*")).status).toBe(201);
  expect((await publishAt("3")).body.error.code).toBe("INPUT_INVALID");
});

it("refuses to activate what cannot run, and keeps a profile that is in use", async () => {
  await using server = await startTestServer();
  const profiles = `${shop}/profiles`;
  const { body: main } = await server.api(profiles);
  expect(main.profiles).toHaveLength(1);
  const settings = { accountSid: `AC${"2".repeat(32)}`, authToken: "6".repeat(32), mode: "test" };
  await server.api(profiles, { body: { name: "spare", service: "twilio", settings } });
  await save(server, "order", 201);
  await publish(server);
  const sms = `${shop}/connections/sms`;
  await server.api(sms, { method: "PATCH", body: { profile: "spare" } });
  const inUse = await server.api(`${profiles}/main`, { method: "DELETE" });
  expect([inUse.status, inUse.body.error.code]).toEqual([409, "PROFILE_IN_USE"]);
  expect(inUse.body.error.message).toContain('"sms" of the live release');
  const draft = await server.api(`${profiles}/spare`, { method: "DELETE" });
  expect(draft.body.error.message).toContain('"sms" of the draft');
  await publish(server);
  expect((await server.api(`${profiles}/main`, { method: "DELETE" })).status).toBe(204);
  const refused = await activate(server, 1);
  expect([refused.status, refused.body.error.code]).toEqual([422, "RELEASE_CANNOT_RUN"]);
  expect(refused.body.problems).toMatchObject([
    { document: "connections/sms", code: "PROFILE_UNKNOWN" },
  ]);
  expect((await server.api(`${releases}/2`)).body.isLive).toBe(true);
});

it("records who published and activated", async () => {
  await using server = await startTestServer();
  await save(server, "order", 201);
  await publish(server);
  await save(server, "order", 202);
  await server.api(`${shop}/flows/order/publish`, { method: "POST" });
  await activate(server, 1);
  const rows = await server.database.pool.query(
    "select actor, action, subject from audit_entries where action like '%ed' order by id",
  );
  expect(rows.rows).toEqual(
    expect.arrayContaining([
      { actor: "owner", action: "release.published", subject: "1" },
      { actor: "owner", action: "flow.published", subject: "order" },
      { actor: "owner", action: "release.activated", subject: "1" },
    ]),
  );
});
