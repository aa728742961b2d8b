import { afterAll, beforeAll, expect, it } from "vitest";

import { makeUser, signIn } from "../../../testing/a-user.ts";
import {
  aText,
  callHook,
  endless,
  holdTwilio,
  makeHook,
  sendResponse,
  sendText,
} from "../../../testing/hook-flow.ts";
import { makeDatabase } from "../../../testing/test-database.ts";
import { startTestServer, testKey, type TestServer } from "../../../testing/test-server.ts";

const secret = "a-signing-secret-of-32-characters";
const text = { toPhone: "+15550001111", msg: "Hello" };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Looks until it is so: the time only counts when something is broken. */
const eventually = <Seen>(look: () => Seen | Promise<Seen>, message = "") =>
  expect.poll(look, { timeout: 20_000, message });

const authorization = `Bearer ${testKey}`;
const hello = { stack: [sendResponse(aText("hello"))], settings: { access: "public" } } as const;

/** Makes an app of its own by copying `shop`, with a live hook `hello`. */
async function anApp(name: string): Promise<string> {
  const path = `/api/apps/${name}`;
  expect((await server.api("/api/apps/shop/copy", { body: { name } })).status).toBe(201);
  await makeHook(server, "hello", hello, true, name);
  expect((await server.api(`${path}/flows/hello/publish`, { method: "POST" })).status).toBe(200);
  return path;
}

/** A request with a body. */
const asJson = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

/** How many rows each table has that belong to an app, by its id. */
async function rowsOf(id: string): Promise<Record<string, number>> {
  const { pool } = server.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where column_name = 'app_id' and table_schema = 'public' order by table_name`,
  );
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const answer = await pool.query(`select from ${name} where app_id = $1`, [id]);
      return [name, answer.rowCount ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

async function addGroup(app: string): Promise<void> {
  await server.database.pool.query(
    "insert into groups (app_id, name) select id, 'Drivers' from apps where name = $1",
    [app],
  );
}

async function idOf(name: string): Promise<string> {
  const { rows } = await server.database.pool.query("select id from apps where name = $1", [name]);
  return rows[0].id;
}

it("shows an app with what it has", async () => {
  const { body } = await server.api("/api/apps/shop");
  expect(body).toMatchObject({ name: "shop", archivedAt: null, isBeingDeleted: false });
  expect(body.counts).toMatchObject({ flows: 0, connections: 1, profiles: 1, runs: 0 });
});

it("copies what people made and nothing that happened, with secrets under keys of its own", async () => {
  const source = await anApp("source");
  await addGroup("source");
  const hook = { stack: [sendText([sendResponse(aText("sent"))])], settings: {} } as const;
  await makeHook(server, "send", hook, true, "source");
  const signed = await server.api(`${source}/flows/send/signing-secret`, {
    method: "PUT",
    body: { secret },
  });
  expect(signed.status, JSON.stringify(signed.body)).toBeLessThan(300);
  await callHook(server, "/hooks/source/hello");
  const answer = await server.api("/api/apps/source/copy", { body: { name: "copied" } });
  expect(answer.body).toMatchObject({ name: "copied", liveRelease: null, archivedAt: null });
  const { counts } = (await server.api("/api/apps/copied")).body;
  expect(counts).toMatchObject({ flows: 2, connections: 1, profiles: 1, groups: 1 });
  expect(counts).toMatchObject({ runs: 0, attempts: 0, releases: 0, members: 0 });
  const flows = await Promise.all(
    ["source", "copied"].map((app) => server.api(`/api/apps/${app}/flows/send`)),
  );
  expect(flows[1]?.body.document).toEqual(flows[0]?.body.document);
  expect(flows[1]?.body.hasSigningSecret).toBe(flows[0]?.body.hasSigningSecret);
  // Its profile opens with its own key, and is another row.
  const sent = await server.api("/api/apps/copied/connections/sms/commands/sendMessage", {
    body: { data: text },
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const { rows } = await server.database.pool.query(
    `select count(distinct data_key_id)::int as keys, count(distinct sealed)::int as sealed
     from profiles join profile_values on profile_id = profiles.id join apps on apps.id = app_id
     where apps.name in ('source', 'copied') and field = 'authToken'`,
  );
  expect(rows).toEqual([{ keys: 2, sealed: 2 }]);
});

it("refuses to copy over an app, and one that is not there", async () => {
  const over = await server.api("/api/apps/shop/copy", { body: { name: "shop" } });
  expect([over.status, over.body.error.code]).toEqual([409, "APP_EXISTS"]);
  const none = await server.api("/api/apps/none/copy", { body: { name: "other" } });
  expect([none.status, none.body.error.code]).toEqual([404, "APP_UNKNOWN"]);
});

it("lets an archived app be read and nothing else, until it is restored", async () => {
  const path = await anApp("resting");
  const hook = "/hooks/resting/hello";
  expect((await callHook(server, hook)).status).toBe(200);
  const archived = await server.api(`${path}/archive`, { method: "POST" });
  expect(archived.status).toBe(200);
  expect(archived.body.archivedAt).not.toBeNull();
  expect((await server.api(`${path}/archive`, { method: "POST" })).body).toEqual(archived.body);
  expect((await callHook(server, hook)).status).toBe(404);
  const draft = { headers: { authorization } };
  expect((await callHook(server, "/draft-hooks/resting/hello", draft)).status).toBe(404);
  const changes: [string, string, unknown][] = [
    ["POST", "profiles", { name: "p", service: "twilio", settings: {} }],
    ["DELETE", "connections/sms", undefined],
    ["PUT", "flows/other", {}],
    ["POST", "flows/hello/publish", undefined],
    ["POST", "flows/hello/test", {}],
    ["POST", "connections/sms/commands/sendMessage", { data: text }],
    ["POST", "profiles/main/test", undefined],
  ];
  for (const [method, below, body] of changes) {
    const answer = await server.api(`${path}/${below}`, { method, body });
    expect([answer.status, answer.body.error.code], below).toEqual([409, "APP_ARCHIVED"]);
  }
  for (const below of ["", "/flows/hello", "/connections", "/runs", "/audit"]) {
    expect((await server.api(path + below)).status, below).toBe(200);
  }
  const copied = await server.api(`${path}/copy`, { body: { name: "awake" } });
  expect(copied.body.archivedAt).toBeNull();
  const restored = await server.api(`${path}/restore`, { method: "POST" });
  expect(restored.body.archivedAt).toBeNull();
  expect((await callHook(server, hook)).status).toBe(200);
});

it("tells nobody but those who may use an app that it is archived", async () => {
  const path = await anApp("secluded");
  await server.api(`${path}/archive`, { method: "POST" });
  const { email } = await makeUser(server);
  const headers = await signIn(server, email);
  const body = { name: "Drivers" };
  const stranger = await server.api(`${path}/groups`, { body, headers });
  expect([stranger.status, stranger.body.error.code]).toEqual([403, "ACCESS_REFUSED"]);
  const owner = await server.api(`${path}/groups`, { body });
  expect([owner.status, owner.body.error.code]).toEqual([409, "APP_ARCHIVED"]);
});

it("is archived on every server of the database, as soon as they hear of it", async () => {
  await anApp("everywhere");
  const { database, dataDir } = server;
  await using other = await startTestServer({ database, dataDir, withShop: false });
  const hook = async () => (await callHook(other, "/hooks/everywhere/hello")).status;
  const command = "/api/apps/everywhere/connections/sms/commands/listMessages";
  const execute = async () => (await other.api(command, { body: {} })).body.error?.code;
  expect(await hook()).toBe(200);
  expect(await execute()).not.toBe("APP_ARCHIVED");
  await server.api("/api/apps/everywhere/archive", { method: "POST" });
  await eventually(hook).toBe(404);
  await eventually(execute).toBe("APP_ARCHIVED");
});

it("ends runs that are under way when their app is archived", async () => {
  await anApp("busy");
  const hook = { stack: [sendText([endless()])], settings: { access: "public" } } as const;
  await makeHook(server, "endless", hook, true, "busy");
  const sent = server.twilio.requests.length;
  const answer = callHook(server, "/hooks/busy/endless", asJson(text));
  await eventually(() => server.twilio.requests.length).toBe(sent + 1);
  const runs = "/api/apps/busy/runs";
  await eventually(async () => (await server.api(runs)).body.runs.length).toBe(1);
  expect((await server.api("/api/apps/busy/archive", { method: "POST" })).status).toBe(200);
  expect((await answer).status).toBeGreaterThanOrEqual(500);
  await eventually(async () => (await server.api(runs)).body.runs[0].status).toBe("cancelled");
});

it("asks for the app's name before it deletes, and says what would be lost", async () => {
  const path = await anApp("precious");
  await callHook(server, "/hooks/precious/hello");
  await server.api(`${path}/connections/sms/commands/sendMessage`, { body: { data: text } });
  await eventually(async () => (await server.api(path)).body.counts.runs).toBe(1);
  for (const query of ["", "?confirm=prescious"]) {
    const { status, body } = await server.api(path + query, { method: "DELETE" });
    expect([status, body.error.code]).toEqual([428, "CONFIRMATION_MISSING"]);
    expect(body.losses).toMatchObject({ flows: 1, connections: 1, profiles: 1, releases: 1 });
    expect(body.losses).toMatchObject({ runs: 1, attempts: 1 });
  }
  expect((await server.api(path)).status).toBe(200);
});

it("deletes everything of an app and nothing else, and the audit keeps what was lost", async () => {
  const path = await anApp("doomed");
  const other = await anApp("spared");
  await addGroup("doomed");
  await callHook(server, "/hooks/doomed/hello");
  await server.api(`${path}/connections/sms/commands/sendMessage`, { body: { data: text } });
  const ids = { doomed: await idOf("doomed"), spared: await idOf("spared") };
  const before = await rowsOf(ids.spared);
  const { status } = await server.api(`${path}?confirm=doomed`, { method: "DELETE" });
  expect(status).toBe(204);
  expect(Object.keys(await rowsOf(ids.doomed))).toEqual(["audit_entries"]);
  expect(await rowsOf(ids.spared)).toEqual(before);
  expect((await server.api(path)).status).toBe(404);
  expect((await callHook(server, "/hooks/doomed/hello")).status).toBe(404);
  expect((await callHook(server, "/hooks/spared/hello")).status).toBe(200);
  expect((await server.api(other)).status).toBe(200);
  const { body } = await server.api("/api/audit?app=doomed&action=app.deleted");
  expect(body.entries).toEqual([
    expect.objectContaining({ subject: "doomed", actor: "owner", app: "doomed" }),
  ]);
  expect(body.entries[0].details).toMatchObject({ flows: 1, attempts: 1, profiles: 1 });
  // Its name is free again.
  expect((await server.api("/api/apps", { body: { name: "doomed" } })).status).toBe(201);
});

it("cuts a run that waits for an answer, and settles it before the app goes", async () => {
  await anApp("sending");
  const hook = {
    stack: [sendText([sendResponse(aText("sent"))])],
    settings: { access: "public" },
  } as const;
  await makeHook(server, "send", hook, true, "sending");
  expect(
    (await server.api("/api/apps/sending/flows/send/publish", { method: "POST" })).status,
  ).toBe(200);
  const held = holdTwilio(server);
  const answer = callHook(server, "/hooks/sending/send", asJson(text));
  await eventually(() => held.count).toBe(1);
  const id = await idOf("sending");
  const deletion = server.api("/api/apps/sending?confirm=sending", { method: "DELETE" });
  await eventually(async () => (await server.api("/api/apps/sending")).body.isBeingDeleted).toBe(
    true,
  );
  const restored = await server.api("/api/apps/sending/restore", { method: "POST" });
  expect([restored.status, restored.body.error.code]).toEqual([409, "APP_BEING_DELETED"]);
  const copied = await server.api("/api/apps/sending/copy", { body: { name: "kept" } });
  expect([copied.status, copied.body.error.code]).toEqual([409, "APP_BEING_DELETED"]);
  const changed = await server.api("/api/apps/sending/flows/send", { method: "DELETE" });
  expect([changed.status, changed.body.error.code]).toEqual([409, "APP_BEING_DELETED"]);
  const memberships = [{ app: "sending", group: "Drivers" }];
  const user = { name: "Late", email: "late@example.com", memberships };
  expect((await server.api("/api/users", { body: user })).status).toBe(400);
  held.release();
  await answer;
  expect((await deletion).status).toBe(204);
  expect(Object.keys(await rowsOf(id))).toEqual(["audit_entries"]);
});

it("goes on with a deletion that was interrupted, and with what was written after it", async () => {
  await using database = await makeDatabase();
  const { pool } = database;
  await using first = await startTestServer({ database });
  await first.send(text);
  const { dataDir } = first;
  await pool.query("update apps set archived_at = now(), deleting_at = now()");
  await pool.query(
    `insert into audit_entries (id, app_id, actor, action, subject)
     values ('aud_1', 'app_gone', 'owner', 'app.deleted', 'gone')`,
  );
  await pool.query(
    `insert into kept_values (app_id, key_hash, data_key_id, sealed_value, kept_by)
     values ('app_gone', 'a', 'key_1', '', '')`,
  );
  await using second = await startTestServer({ database, dataDir, withShop: false });
  await eventually(async () => (await second.api("/api/apps/shop")).status).toBe(404);
  for (const table of ["attempts", "profiles", "data_keys", "kept_values"]) {
    await eventually(
      async () => (await pool.query(`select from ${table} where app_id is not null`)).rowCount,
      table,
    ).toBe(0);
  }
});
