import { expect, it } from "vitest";

import { startTestServer, testProfileSettings } from "../../../testing/test-server.ts";

const profiles = "/api/apps/shop/profiles";

it("keeps the settings sealed and shows hints alone", async () => {
  await using server = await startTestServer();
  const body = { name: "second", service: "twilio", settings: testProfileSettings };
  const made = await server.api(profiles, { body });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: "second", hints: { accountSid: "AC…1111" } });
  const answers = [made, await server.api(profiles), await server.api(`${profiles}/second`)];
  for (const answer of answers) {
    expect(JSON.stringify(answer.body)).not.toContain(testProfileSettings.authToken);
    expect(JSON.stringify(answer.body)).not.toContain(testProfileSettings.accountSid);
  }
  const rows = await server.database.pool.query("select * from profile_values");
  for (const row of rows.rows) {
    expect(row.sealed.toString("latin1")).not.toContain(testProfileSettings.authToken);
  }
});

it("refuses wrong settings with every problem at once, and stores nothing", async () => {
  await using server = await startTestServer();
  const settings = { accountSid: "AC12", autToken: "secret-token-of-somebody" };
  const body = { name: "second", service: "twilio", settings };
  const answer = await server.api(profiles, { body });
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toContain('"accountSid"');
  expect(answer.body.error.message).toContain('"autToken"');
  expect(answer.body.error.hint).toContain('"authToken"');
  expect(JSON.stringify(answer.body)).not.toContain("secret-token-of-somebody");
  expect((await server.api(`${profiles}/second`)).status).toBe(404);
});

it("refuses unknown services, unknown apps, taken names and names that could be numbers", async () => {
  await using server = await startTestServer();
  const good = { name: "second", service: "twilio", settings: testProfileSettings };
  const table = [
    [profiles, { ...good, service: "fax" }, 400, "SERVICE_UNKNOWN"],
    ["/api/apps/none/profiles", good, 404, "APP_UNKNOWN"],
    [profiles, { ...good, name: "main" }, 409, "PROFILE_EXISTS"],
    [profiles, { ...good, name: "15550001111" }, 400, "INPUT_INVALID"],
    [profiles, { ...good, extra: 1 }, 400, "INPUT_INVALID"],
  ] as const;
  for (const [path, body, status, code] of table) {
    const answer = await server.api(path, { body });
    expect([code, answer.status, answer.body.error.code]).toEqual([code, status, code]);
  }
});

it("lists profiles by name, page by page", async () => {
  await using server = await startTestServer();
  for (const name of ["c", "a", "b"]) {
    await server.api(profiles, {
      body: { name, service: "twilio", settings: testProfileSettings },
    });
  }
  const first = await server.api(`${profiles}?pageSize=3`);
  const second = await server.api(`${profiles}?pageSize=3&pageToken=${first.body.nextPageToken}`);
  const names = [...first.body.profiles, ...second.body.profiles].map(({ name }) => name);
  expect([names, second.body.nextPageToken]).toEqual([["a", "b", "c", "main"], null]);
  expect((await server.api(`${profiles}?pageSize=201`)).status).toBe(400);
});
