import { expect, it } from "vitest";

import { aFlow, aWorkspace, sendBlock } from "../../../testing/a-flow.ts";
import { startTestServer } from "../../../testing/test-server.ts";

const flows = "/api/apps/shop/flows";
const path = `${flows}/order-update`;
const secret = "a-secret-of-its-own-1";
const put = (body: unknown) => ({ method: "PUT", body });

it("lists flows by name, page by page and without their documents", async () => {
  await using server = await startTestServer();
  for (const name of ["c", "a", "b"]) await server.api(`${flows}/${name}`, put(aFlow({ name })));
  await server.api(`${flows}/b/publish`, { method: "POST" });
  const first = (await server.api(`${flows}?pageSize=2`)).body;
  expect(first.flows).toEqual([
    expect.objectContaining({ name: "a", kind: "web-hook", version: 1, liveVersion: null }),
    expect.objectContaining({ name: "b", liveVersion: 1 }),
  ]);
  const last = (await server.api(`${flows}?pageSize=2&pageToken=${first.nextPageToken}`)).body;
  expect(last).toMatchObject({ flows: [{ name: "c" }], nextPageToken: null });
});

it("deletes a flow in the draft alone, and one that was live comes back as the same one", async () => {
  await using server = await startTestServer();
  await server.api(path, put(aFlow()));
  await server.api(`${path}/publish`, { method: "POST" });
  const stale = await server.api(path, { method: "DELETE", headers: { "if-match": '"7"' } });
  expect(stale).toMatchObject({ status: 412, body: { versions: { given: 7, current: 1 } } });
  expect((await server.api(path, { method: "DELETE" })).status).toBe(204);
  expect((await server.api(path)).status).toBe(404);
  expect((await server.api(path, { method: "DELETE" })).status).toBe(404);
  const live = await fetch(`${server.url}/hooks/shop/order-update`, { method: "POST" });
  expect(live.status).not.toBe(404);
  const back = await server.api(path, put(aFlow()));
  expect(back).toMatchObject({ status: 201, body: { version: 2, liveVersion: 1 } });
});

it("deletes a flow that never was live with its versions: one made anew starts anew", async () => {
  await using server = await startTestServer();
  await server.api(path, put(aFlow()));
  expect((await server.api(path, { method: "DELETE" })).status).toBe(204);
  const rows = await server.database.pool.query("select 1 from flow_versions");
  expect(rows.rows).toEqual([]);
  const made = await server.api(path, put(aFlow()));
  expect(made).toMatchObject({ status: 201, body: { version: 1, liveVersion: null } });
});

it("drops the versions of a deleted flow that no release has, and its secret once it is not live", async () => {
  await using server = await startTestServer();
  const { pool } = server.database;
  await server.api(path, put(aFlow()));
  await server.api(`${path}/publish`, { method: "POST" });
  const changed = put(aFlow({ settings: { method: "GET" } }));
  await server.api(path, { ...changed, headers: { "if-match": "*" } });
  const body = { secret: "a-secret-of-its-own-1" };
  await server.api(`${path}/signing-secret`, { method: "PUT", body });
  await server.api(path, { method: "DELETE" });
  const versions = await pool.query("select version from flow_versions");
  expect(versions.rows).toEqual([{ version: 1 }]);
  const secrets = async () =>
    (await pool.query("select sealed_signing_secret is null as cleared from flows")).rows;
  expect(await secrets()).toEqual([{ cleared: false }]);
});

it("answers 404 for what is not there, and for what another app has", async () => {
  await using server = await startTestServer();
  await server.api("/api/apps", { body: { name: "other" } });
  await server.api(path, put(aFlow()));
  const routes = [
    ["GET", ""],
    ["DELETE", ""],
    ["POST", "/check"],
    ["POST", "/publish"],
    ["GET", "/versions"],
    ["GET", "/versions/1"],
    ["PUT", "/signing-secret"],
    ["DELETE", "/signing-secret"],
  ] as const;
  for (const [method, rest] of routes) {
    const body = method === "PUT" ? { body: { secret } } : {};
    const ask = (app: string, flow: string) =>
      server.api(`/api/apps/${app}/flows/${flow}${rest}`, { method, ...body });
    const codes = [
      (await ask("other", "order-update")).body.error.code,
      (await ask("shop", "none")).body.error.code,
      (await ask("none", "order-update")).body.error.code,
      (await ask("shop", "+15550001111")).body.error.code,
    ];
    const expected = ["FLOW_UNKNOWN", "FLOW_UNKNOWN", "APP_UNKNOWN", "INPUT_INVALID"];
    expect([method, rest, ...codes]).toEqual([method, rest, ...expected]);
  }
  const elsewhere = await server.api("/api/apps/none/flows/order-update", put(aFlow()));
  expect(elsewhere.status).toBe(404);
  expect((await server.api("/api/apps/other/flows")).body.flows).toEqual([]);
  for (const version of ["0", "2", "x"]) {
    const { status } = await server.api(`${path}/versions/${version}`);
    expect([version, status]).toEqual([version, version === "2" ? 404 : 400]);
  }
  expect((await server.api(path)).body.version).toBe(1);
});

it("checks a flow that is not stored, and stores nothing of it", async () => {
  await using server = await startTestServer();
  const asPage = aFlow({ kind: "page", workspace: aWorkspace(sendBlock) });
  const checked = await server.api(`${path}/check`, { body: asPage });
  expect(checked.status).toBe(200);
  expect(checked.body.problems).toContainEqual(
    expect.objectContaining({ code: "COMMAND_NOT_ON_PAGES", blockId: "send", severity: "error" }),
  );
  const unknown = aFlow({ settngs: {} });
  const refused = await server.api(`${path}/check`, { body: unknown });
  expect(refused.body.error.hint).toContain('Did you mean "settings"?');
  expect((await server.api(path)).status).toBe(404);
});

it("checks against the connections that there are now", async () => {
  await using server = await startTestServer();
  await server.api(path, put(aFlow({ workspace: aWorkspace(sendBlock) })));
  const codes = async () => {
    const { problems } = (await server.api(`${path}/check`, { method: "POST" })).body;
    return problems.map(({ code }: { code: string }) => code);
  };
  expect(await codes()).not.toContain("CONNECTION_UNKNOWN");
  await server.api("/api/apps/shop/connections/sms", { method: "DELETE" });
  expect(await codes()).toContain("CONNECTION_UNKNOWN");
});

it("seals the signing secret, and never shows it again", async () => {
  await using server = await startTestServer();
  await server.api(path, put(aFlow()));
  expect((await server.api(`${path}/signing-secret`, put({ secret: "short" }))).status).toBe(400);
  expect((await server.api(`${path}/signing-secret`, put({ secret }))).status).toBe(204);
  const shown = await server.api(path);
  expect(shown.body).toMatchObject({ hasSigningSecret: true, version: 1 });
  const rows = await server.database.pool.query("select * from flows");
  const stored = JSON.stringify(rows.rows) + rows.rows[0].sealed_signing_secret.toString("latin1");
  for (const text of [JSON.stringify(shown.body), stored, server.log.join("")]) {
    expect(text).not.toContain(secret);
  }
  await server.api(`${path}/signing-secret`, { method: "DELETE" });
  expect((await server.api(path)).body.hasSigningSecret).toBe(false);
});

it("texts a customer from what is live, and not from the draft of the same flow", async () => {
  await using server = await startTestServer();
  const settings = { mode: "live" };
  await server.api("/api/apps/shop/profiles/main", { method: "PATCH", body: { settings } });
  const data = { block: { type: "trunkline_request_body", id: "body" } };
  const sending = { ...sendBlock, inputs: { ...sendBlock.inputs, DATA: data } };
  await server.api(path, put(aFlow({ workspace: aWorkspace(sending) })));
  expect((await server.api(`${path}/publish`, { method: "POST" })).status).toBe(200);
  const body = { toPhone: "+15550001111", msg: "Packed." };
  const draft = await server.api("/draft-hooks/shop/order-update", { body });
  expect(draft.status).toBe(500);
  expect(server.twilio.requests).toEqual([]);
  expect((await server.api("/hooks/shop/order-update", { body })).status).toBe(204);
  expect(server.twilio.requests).toHaveLength(1);
});

it("describes every route of flows", async () => {
  await using server = await startTestServer();
  const { paths } = (await server.api("/openapi.json")).body;
  expect(paths).toHaveProperty(["/api/apps/{app}/flows/{flow}/publish", "post"]);
  expect(paths).toHaveProperty(["/api/apps/{app}/flows/{flow}", "put"]);
});
