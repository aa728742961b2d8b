import { afterAll, beforeAll, expect, it } from "vitest";

import { audit } from "../../../access/index.ts";
import { startTestServer, type TestServer } from "../../../testing/test-server.ts";

const deed: audit.Deed = { actor: { user: "usr_1", name: "rosa" }, origin: "10.0.0.7" };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const { query } = server.database;
  const { id } = await query.selectFrom("apps").select("id").executeTakeFirstOrThrow();
  for (const subject of ["one", "two", "three"]) {
    await audit.record(query, { ...deed, app: id, action: "group.made", subject });
  }
  await audit.record(query, { ...deed, app: null, action: "user.created", subject: "usr_2" });
});
afterAll(() => server[Symbol.asyncDispose]());

const subjects = (entries: readonly { subject: string }[]) => entries.map((one) => one.subject);

it("shows an app what concerns it, newest first and in pages", async () => {
  const path = "/api/apps/shop/audit?action=group.made&pageSize=2";
  const first = await server.api(path);
  expect(first.status).toBe(200);
  expect(subjects(first.body.entries)).toEqual(["three", "two"]);
  expect(first.body.entries[0]).toEqual({
    id: expect.stringMatching(/^aud_/u),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
    actor: "rosa",
    user: "usr_1",
    action: "group.made",
    subject: "three",
    origin: "10.0.0.7",
    details: null,
    app: "shop",
  });
  const next = await server.api(`${path}&pageToken=${first.body.nextPageToken}`);
  expect(subjects(next.body.entries)).toEqual(["one"]);
  expect(next.body.nextPageToken).toBeNull();
});

it("shows what concerns no app to the owner of the server alone", async () => {
  const inApp = await server.api("/api/apps/shop/audit?user=usr_1");
  expect(subjects(inApp.body.entries)).toEqual(["three", "two", "one"]);
  const everywhere = await server.api("/api/audit?user=usr_1");
  expect(subjects(everywhere.body.entries)).toEqual(["usr_2", "three", "two", "one"]);
  const ofApp = await server.api("/api/audit?app=shop&actor=rosa");
  expect(subjects(ofApp.body.entries)).toEqual(["three", "two", "one"]);
});

it("refuses filters that are none", async () => {
  for (const filter of ["action=user.vanished", "user=rosa", "since=yesterday", "who=rosa"]) {
    const { status, body } = await server.api(`/api/audit?${filter}`);
    expect(status, filter).toBe(400);
    expect(body.error.code).toBe("INPUT_INVALID");
  }
  expect((await server.api("/api/apps/elsewhere/audit")).status).toBe(404);
});
