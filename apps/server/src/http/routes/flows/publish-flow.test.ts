import { expect, it } from "vitest";

import { aFlow, aWorkspace } from "../../../testing/a-flow.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const path = "/api/apps/shop/flows/order-update";

async function save(server: TestServer, changes: Readonly<Record<string, unknown>> = {}) {
  const headers = (await server.api(path)).status === 404 ? {} : { "if-match": "*" };
  const saved = await server.api(path, { method: "PUT", body: aFlow(changes), headers });
  expect(saved.body.error).toBeUndefined();
  return saved.body.version as number;
}

function publish(server: TestServer, headers: Record<string, string> = {}) {
  return server.api(`${path}/publish`, { method: "POST", headers });
}

it("makes the draft live, and a later save changes the draft alone", async () => {
  await using server = await startTestServer();
  await save(server);
  const published = await publish(server);
  expect(published).toMatchObject({
    status: 200,
    body: { version: 1, liveVersion: 1, release: 1 },
  });
  expect(published.headers.get("etag")).toBe('"1"');
  await save(server, { settings: { method: "GET" } });
  expect((await server.api(path)).body).toMatchObject({ version: 2, liveVersion: 1 });
  const again = await publish(server);
  expect(again.body).toMatchObject({ version: 2, liveVersion: 2, release: 2 });
  expect((await publish(server)).body).toEqual(again.body);
});

it("refuses a flow with errors, tells them all, and leaves alone what is live", async () => {
  await using server = await startTestServer();
  await save(server);
  await publish(server);
  await save(server, { workspace: aWorkspace({ type: "no_such_block", id: "x" }) });
  const refused = await publish(server);
  expect([refused.status, refused.body.error.code]).toEqual([422, "FLOW_HAS_ERRORS"]);
  expect(refused.body.problems).toContainEqual(
    expect.objectContaining({ code: "BLOCK_UNKNOWN", severity: "error", blockId: "x" }),
  );
  const checked = await server.api(`${path}/check`, { method: "POST" });
  expect(checked.body.problems).toEqual(refused.body.problems);
  expect((await server.api(path)).body).toMatchObject({ version: 2, liveVersion: 1 });
});

it("publishes only the version that was looked at, where one is named", async () => {
  await using server = await startTestServer();
  await save(server);
  await save(server, { settings: { method: "GET" } });
  const refused = await publish(server, { "if-match": '"1"' });
  expect(refused).toMatchObject({ status: 412, body: { versions: { given: 1, current: 2 } } });
  expect((await publish(server, { "if-match": '"2"' })).status).toBe(200);
});

it("does not publish a hook that asks for signatures before there is a secret", async () => {
  await using server = await startTestServer();
  await save(server, { settings: { signature: {} } });
  const refused = await publish(server);
  expect(refused.body.problems).toContainEqual(
    expect.objectContaining({ code: "SIGNING_SECRET_MISSING", path: "settings.signature" }),
  );
  const body = { secret: "a-secret-of-its-own-1" };
  await server.api(`${path}/signing-secret`, { method: "PUT", body });
  expect((await publish(server)).status).toBe(200);
});

it("keeps the last 50 versions, and those that releases have always", async () => {
  await using server = await startTestServer();
  await save(server);
  await save(server, { settings: { timeLimitSeconds: 1 } });
  await publish(server);
  for (let seconds = 2; seconds <= 60; seconds += 1) {
    await save(server, { settings: { timeLimitSeconds: seconds } });
  }
  const { versions } = (await server.api(`${path}/versions`)).body;
  expect(versions).toHaveLength(51);
  expect(versions[0]).toMatchObject({ version: 61, isDraft: true, isLive: false });
  expect(versions.at(-1)).toMatchObject({ version: 2, isDraft: false, isLive: true });
  const live = await server.api(`${path}/versions/2`);
  expect(live.body).toMatchObject({ version: 2, settings: { timeLimitSeconds: 1 } });
  const gone = await server.api(`${path}/versions/3`);
  expect([gone.status, gone.body.error.code]).toEqual([404, "FLOW_VERSION_UNKNOWN"]);
  await publish(server);
  const left = (await server.api(`${path}/versions`)).body.versions;
  expect(left.map(({ version }: { version: number }) => version)).toContain(2);
});
