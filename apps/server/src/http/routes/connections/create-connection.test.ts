import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";

const connections = "/api/apps/shop/connections";
const good = { name: "second", service: "twilio", profile: "main" };

it("keeps the settings and gives them back", async () => {
  await using server = await startTestServer();
  const settings = {
    defaultSender: "+15005550006",
    publicUrl: "https://texts.example.com",
    statusCallbacks: "leave",
    maxInFlight: 5,
    segmentsPerSecond: 1,
    unknownOutcome: "resendOnce",
    testProfile: "main",
    draftRecipients: ["+15550001111"],
  };
  const made = await server.api(connections, { body: { ...good, settings } });
  expect(made.status).toBe(201);
  expect((await server.api(`${connections}/second`)).body).toMatchObject({
    ...good,
    settings,
  });
  const rows = await server.database.pool.query("select sealed_settings from connections");
  for (const row of rows.rows) {
    expect(row.sealed_settings.toString("latin1")).not.toContain("15005550006");
  }
});

it("refuses wrong settings and unknown profiles", async () => {
  await using server = await startTestServer();
  const table = [
    [{ ...good, settings: { defaultSendr: "+15005550006" } }, 400, "INPUT_INVALID"],
    [{ ...good, settings: { unknownOutcome: "resend" } }, 400, "INPUT_INVALID"],
    [{ ...good, settings: { maxInFlight: 0 } }, 400, "INPUT_INVALID"],
    [{ ...good, settings: { draftRecipients: ["5550001111"] } }, 400, "INPUT_INVALID"],
    [{ ...good, settings: { testProfile: "none" } }, 404, "PROFILE_UNKNOWN"],
    [{ ...good, profile: "none" }, 404, "PROFILE_UNKNOWN"],
    [{ ...good, name: "sms" }, 409, "CONNECTION_EXISTS"],
  ] as const;
  for (const [body, status, code] of table) {
    const answer = await server.api(connections, { body });
    expect([JSON.stringify(body), answer.status, answer.body.error.code]).toEqual([
      JSON.stringify(body),
      status,
      code,
    ]);
  }
  expect((await server.api(connections)).body.connections).toHaveLength(1);
});
