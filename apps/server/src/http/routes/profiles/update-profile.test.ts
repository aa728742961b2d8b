import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";

const profile = "/api/apps/shop/profiles/main";

it("replaces the settings that are named, removes those that are null, and keeps the others", async () => {
  await using server = await startTestServer();
  await server.api(profile, { method: "PATCH", body: { settings: { region: "ie1" } } });
  const settings = { authToken: "6".repeat(32), region: null };
  const changed = await server.api(profile, { method: "PATCH", body: { settings } });
  expect(changed.status).toBe(200);
  expect(changed.body.hints).toMatchObject({ accountSid: "AC…1111" });
  expect(changed.body.hints.region).toBeUndefined();
  expect((await server.send({ toPhone: "+15550001111", msg: "Packed." })).status).toBe(200);
});

it("is in force for the very next call, on other servers of the database too", async () => {
  await using server = await startTestServer();
  await using other = await startTestServer({
    database: server.database,
    dataDir: server.dataDir,
    withShop: false,
  });
  const input = { toPhone: "+15550001111", msg: "Packed." };
  expect((await other.send(input)).status).toBe(200);
  const settings = { baseUrl: "http://127.0.0.1:1" };
  await server.api(profile, { method: "PATCH", body: { settings } });
  expect((await server.send(input)).status).toBe(503);
  await expect.poll(async () => (await other.send(input)).status).toBe(503);
});

it("refuses changes that would leave wrong settings, and changes nothing", async () => {
  await using server = await startTestServer();
  const settings = { authToken: null };
  const refused = await server.api(profile, { method: "PATCH", body: { settings } });
  expect([refused.status, refused.body.error.code]).toEqual([400, "INPUT_INVALID"]);
  expect((await server.send({ toPhone: "+15550001111", msg: "Packed." })).status).toBe(200);
});

it("loses nothing when two change it at the same moment", async () => {
  await using server = await startTestServer();
  const changes = [{ region: "ie1" }, { edge: "dublin" }, { mode: "live" }];
  await Promise.all(
    changes.map((settings) => server.api(profile, { method: "PATCH", body: { settings } })),
  );
  const { hints } = (await server.api(profile)).body;
  expect(hints).toMatchObject({ region: "ie1", edge: "dublin", mode: "live" });
});
