import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const anEntry = {
  id: "aud_1",
  at: "2026-01-31T10:00:00.000Z",
  actor: "rosa",
  user: "usr_1",
  action: "release.published",
  subject: "4",
  origin: "10.0.0.7",
  details: { note: true },
  app: "shop",
};
const json = { entries: [anEntry], nextPageToken: null };

test("the audit log is listed for an app, with filters", async () => {
  await using server = await startFakeServer({ "GET /api/apps/shop/audit": { json } });
  const words = ["audit", "list", "--app", "shop", "--action", "release.published"];
  const result = await runTrunkline([...words, "--since", "2026-01-31T00:00:00Z"], { server });
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(
    /10:00:00\.000Z +rosa +release\.published +shop +4 +10\.0\.0\.7 +\{"note":true\}/,
  );
  expect(server.requests[0]?.url).toBe(
    "/api/apps/shop/audit?pageSize=200&action=release.published&since=2026-01-31T00%3A00%3A00.000Z",
  );
});

test("the audit log is listed for the whole server, as the API's JSON", async () => {
  await using server = await startFakeServer({ "GET /api/audit": { json } });
  const result = await runTrunkline(["audit", "list", "--actor", "rosa", "--json"], { server });
  expect(JSON.parse(result.stdout)).toEqual(json);
  expect(server.requests[0]?.url).toBe("/api/audit?pageSize=200&actor=rosa");
});

test("an action that is none is a usage error", async () => {
  await using server = await startFakeServer({});
  const result = await runTrunkline(["audit", "list", "--action", "user.vanished"], { server });
  expect(result.code).toBe(2);
});
