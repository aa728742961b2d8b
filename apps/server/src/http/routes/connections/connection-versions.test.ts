import { expect, it } from "vitest";

import { aFlow, aWorkspace, sendBlock } from "../../../testing/a-flow.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const connections = "/api/apps/shop/connections";
const sms = `${connections}/sms`;
const text = { toPhone: "+15550001111", msg: "Packed." };

const patch = (server: TestServer, settings: object, headers: Record<string, string> = {}) =>
  server.api(sms, { method: "PATCH", body: { settings }, headers });

const senders = ({ twilio }: TestServer) => twilio.requests.map(({ form }) => form.get("From"));

it("counts versions, and refuses a change that was made from an older one", async () => {
  await using server = await startTestServer();
  const first = await server.api(sms);
  expect(first.body).toMatchObject({ version: 1, liveVersion: null });
  expect(first.headers.get("etag")).toBe('"1"');
  const changed = await patch(server, { maxInFlight: 3 }, { "if-match": '"1"' });
  expect(changed.headers.get("etag")).toBe('"2"');
  const stale = await patch(server, { maxInFlight: 4 }, { "if-match": '"1"' });
  expect(stale).toMatchObject({
    status: 412,
    body: { error: { code: "CONNECTION_CHANGED" }, versions: { given: 1, current: 2 } },
  });
  expect((await patch(server, { maxInFlight: 3 })).body.version).toBe(2);
  expect((await patch(server, { maxInFlight: 5 })).body.version).toBe(3);
  const headers = { "if-match": '"2"' };
  expect((await server.api(sms, { method: "DELETE", headers })).status).toBe(412);
  expect((await server.api(sms, { method: "DELETE" })).status).toBe(204);
});

it("lets exactly one of many changes from the same version through", async () => {
  await using server = await startTestServer();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      patch(server, { maxInFlight: index + 1 }, { "if-match": '"1"' }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(9);
});

it("keeps the last 50 versions, and says which are the draft's and live", async () => {
  await using server = await startTestServer();
  await patch(server, { maxInFlight: 2 });
  await server.api("/api/apps/shop/releases", { body: {} });
  for (let each = 3; each <= 55; each += 1) await patch(server, { maxInFlight: each });
  const { versions } = (await server.api(`${sms}/versions`)).body;
  expect(versions).toHaveLength(50);
  expect(versions[0]).toMatchObject({ version: 55, isDraft: true, isLive: false, profile: "main" });
  expect(versions.at(-1)).toMatchObject({ version: 6, isDraft: false });
  expect((await server.api(sms)).body).toMatchObject({ version: 55, liveVersion: 2 });
  expect((await server.api(`${connections}/none/versions`)).status).toBe(404);
});

it("leaves nothing of its settings once deleted, and holds no profile", async () => {
  await using server = await startTestServer();
  await server.api(sms, { method: "DELETE" });
  const { pool } = server.database;
  const versions = await pool.query("select 1 from connection_versions");
  expect(versions.rows).toEqual([]);
  const rows = await pool.query("select profile_id from connections");
  expect(rows.rows).toEqual([{ profile_id: null }]);
  expect((await server.api("/api/apps/shop/profiles/main", { method: "DELETE" })).status).toBe(204);
});

it("holds a key's answer also after it was deleted and made again", async () => {
  await using server = await startTestServer();
  const before = await server.send(text, "key-1");
  await server.api(sms, { method: "DELETE" });
  const settings = { defaultSender: "+15005550006" };
  const body = { name: "sms", service: "twilio", profile: "main", settings };
  const made = await server.api(connections, { body });
  expect(made).toMatchObject({ status: 201, body: { version: 2 } });
  expect((await server.api(connections, { body })).body.error.code).toBe("CONNECTION_EXISTS");
  const again = await server.send(text, "key-1");
  expect(again.body).toEqual(before.body);
  expect(server.twilio.requests).toHaveLength(1);
});

it("is live as it was published: for flows and for commands, whatever the draft became", async () => {
  await using server = await startTestServer();
  const data = { type: "trunkline_request_body", id: "body" };
  const send = { ...sendBlock, inputs: { ...sendBlock.inputs, DATA: { block: data } } };
  const flow = "/api/apps/shop/flows/order-update";
  const settings = { access: "public" };
  const body = aFlow({ settings, workspace: aWorkspace(send) });
  await server.api(flow, { method: "PUT", body });
  await patch(server, { defaultSender: "FIRST" });
  await server.send(text);
  await server.api(`${flow}/publish`, { method: "POST" });
  await patch(server, { defaultSender: "SECOND" });
  await server.send(text);
  await server.api("/hooks/shop/order-update", { body: text });
  expect(senders(server)).toEqual(["FIRST", "FIRST", "FIRST"]);
  await server.api("/api/apps/shop/releases", { body: {} });
  await server.send(text);
  await server.api("/hooks/shop/order-update", { body: text });
  await server.api("/api/apps/shop/releases/1/activate", { method: "POST" });
  await server.api("/hooks/shop/order-update", { body: text });
  expect(senders(server).slice(3)).toEqual(["SECOND", "SECOND", "FIRST"]);
  await server.api(sms, { method: "DELETE" });
  expect((await server.send(text)).status).toBe(200);
  expect((await server.api(sms)).status).toBe(404);
});

it("can be used by commands before it is published, where the release has none of its name", async () => {
  await using server = await startTestServer();
  await server.api("/api/apps/shop/releases", { body: {} });
  const body = { name: "more", service: "twilio", profile: "main" };
  await server.api(connections, { body: { ...body, settings: { defaultSender: "MORE" } } });
  const command = `${connections}/more/commands/sendMessage`;
  expect((await server.api(command, { body: { data: text } })).status).toBe(200);
  await server.api(`${connections}/more`, {
    method: "PATCH",
    body: { settings: { defaultSender: "EVEN MORE" } },
  });
  expect((await server.api(command, { body: { data: text } })).status).toBe(200);
  expect(senders(server)).toEqual(["MORE", "EVEN MORE"]);
});
