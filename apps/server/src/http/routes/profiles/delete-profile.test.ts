import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";

it("refuses while a connection uses the profile, and removes every sealed value afterwards", async () => {
  await using server = await startTestServer();
  const profile = "/api/apps/shop/profiles/main";
  const refused = await server.api(profile, { method: "DELETE" });
  expect([refused.status, refused.body.error.code]).toEqual([409, "PROFILE_IN_USE"]);
  await server.api("/api/apps/shop/connections/sms", { method: "DELETE" });
  expect((await server.api(profile, { method: "DELETE" })).status).toBe(204);
  expect((await server.api(profile)).status).toBe(404);
  const { pool } = server.database;
  const left = await pool.query("select 1 from profile_values");
  const keys = await pool.query("select 1 from data_keys where purpose = 'profile'");
  expect([left.rowCount, keys.rowCount]).toEqual([0, 0]);
});
