import { expect, it } from "vitest";

import { startTestServer } from "../../../testing/test-server.ts";

const connection = "/api/apps/shop/connections/sms";

it("changes settings for the very next call", async () => {
  await using server = await startTestServer();
  const settings = { defaultSender: "TRUNKLINE", maxInFlight: 7 };
  await server.api(connection, { method: "PATCH", body: { settings } });
  await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect(server.twilio.requests[0]?.form.get("From")).toBe("TRUNKLINE");
  const removed = { defaultSender: null };
  const left = await server.api(connection, { method: "PATCH", body: { settings: removed } });
  expect(left.body.settings).toEqual({ maxInFlight: 7 });
  const refused = await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect(refused.status).toBe(400);
  expect(refused.body.error.hint).toContain("fromPhone");
});

it("is gone for the very next call once deleted, and its attempts stay", async () => {
  await using server = await startTestServer();
  await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect((await server.api(connection, { method: "DELETE" })).status).toBe(204);
  const gone = await server.send({ toPhone: "+15550001111", msg: "Packed." });
  expect([gone.status, gone.body.error.code]).toEqual([404, "CONNECTION_UNKNOWN"]);
  const { attempts } = (await server.api("/api/apps/shop/attempts")).body;
  expect(attempts).toMatchObject([{ connection: "sms", state: "done" }]);
});

it("lists its commands with the schemas of their inputs", async () => {
  await using server = await startTestServer();
  const { commands } = (await server.api(`${connection}/commands`)).body;
  expect(commands.map(({ id }: { id: string }) => id).toSorted()).toEqual([
    "deleteMessage",
    "listMessages",
    "listMessagesPage",
    "readMessage",
    "sendMessage",
    "updateMessage",
  ]);
  expect(commands[0].input.properties).toHaveProperty("toPhone");
});

it("loses nothing when two change it at the same moment", async () => {
  await using server = await startTestServer();
  const changes = [{ maxInFlight: 3 }, { segmentsPerSecond: 9 }, { statusCallbacks: "leave" }];
  await Promise.all(
    changes.map((settings) => server.api(connection, { method: "PATCH", body: { settings } })),
  );
  expect((await server.api(connection)).body.settings).toMatchObject(Object.assign({}, ...changes));
});
