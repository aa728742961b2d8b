import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const connections = "/api/apps/demo/connections";
const aConnection = {
  name: "texts",
  service: "twilio",
  profile: "main",
  settings: { defaultSender: "+15005550006" },
  createdAt: "2026-01-31T10:00:00.000Z",
  updatedAt: "2026-01-31T10:00:00.000Z",
};

test("a connection is made of options and further settings", async () => {
  const answer = { status: 201, json: aConnection };
  await using server = await startFakeServer({ [`POST ${connections}`]: answer });
  const words = ["connections", "add", "texts", "--profile", "main"];
  const settings = ["--default-sender", "+15005550006", "--settings", '{"maxInFlight": 20}'];
  const result = await runTrunkline([...words, ...settings], { server });
  expect(result).toMatchObject({ code: 0, stdout: "The connection texts is there.\n" });
  expect(server.requests[0]?.body).toEqual({
    name: "texts",
    service: "twilio",
    profile: "main",
    settings: { maxInFlight: 20, defaultSender: "+15005550006" },
  });
});

test.each(["[]", "20", "{maxInFlight: 20}", "null"])("settings of %s are refused", async (json) => {
  const words = ["connections", "add", "texts", "--profile", "main", "--settings", json];
  expect(await runTrunkline(words)).toMatchObject({ code: 2 });
});

test("connections are listed with profile and settings", async () => {
  const answer = { json: { connections: [aConnection], nextPageToken: null } };
  await using server = await startFakeServer({ [`GET ${connections}`]: answer });
  const result = await runTrunkline(["connections", "list"], { server });
  expect(result.stdout).toMatch(/^CONNECTION +SERVICE +PROFILE +SETTINGS\ntexts +twilio +main +{/);
});

test("a connection is deleted after its name was typed", async () => {
  await using server = await startFakeServer({ [`DELETE ${connections}/texts`]: { status: 204 } });
  const words = ["connections", "delete", "texts", "--json"];
  const result = await runTrunkline(words, { server, typed: ["texts"] });
  expect(result).toMatchObject({ code: 0, stdout: "" });
});
