import { expect, test } from "vitest";

import { aMessage, aSid } from "../../testing/a-message.ts";
import { startFakeServer } from "../../testing/fake-server.ts";
import type { FakeAnswer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const commands = "/api/apps/demo/connections/sms/commands";

function page(messages: readonly unknown[], nextPageToken: string | null = null): FakeAnswer {
  return { json: { data: { messages, nextPageToken, previousPageToken: null } } };
}

test("a message is read by its SID, which stays out of the address", async () => {
  const route = `POST ${commands}/readMessage`;
  await using server = await startFakeServer({ [route]: { json: { data: aMessage() } } });
  const result = await runTrunkline(["messages", "read", aSid], { server });
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(/^SID +SM0123456789abcdef0123456789abcdef\nStatus +queued\n/);
  expect(server.requests[0]).toMatchObject({
    url: `${commands}/readMessage`,
    body: { data: { sid: aSid } },
  });
});

test("a text can neither move the cursor nor pretend to be a line of ours", async () => {
  const body = "\u001b[2J\u009b1mHi\nError: all is lost";
  const answer = { json: { data: aMessage({ body }) } };
  await using server = await startFakeServer({
    [`POST ${commands}/readMessage`]: answer,
    [`POST ${commands}/listMessagesPage`]: page([aMessage({ body })]),
  });
  const calls = [["read", aSid], ["list"], ["read", aSid, "--json"], ["list", "--json"]];
  for (const words of calls) {
    const { stdout } = await runTrunkline(["messages", ...words], { server });
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("\u009b");
    expect(stdout).not.toMatch(/^Error/m);
  }
});

test("a list names its filters in the body and shows how to go on", async () => {
  const route = `POST ${commands}/listMessagesPage`;
  const long = "x".repeat(100);
  const messages = [aMessage({ body: long }), aMessage({ status: "failed", errorCode: 30003 })];
  await using server = await startFakeServer({ [route]: page(messages, "PASM1") });
  const filters = ["--to", "+15550001111", "--from", "+15005550006"];
  const dates = ["--since", "2026-01-01", "--until", "2026-01-31", "--limit", "2"];
  const result = await runTrunkline(["messages", "list", ...filters, ...dates], { server });
  expect(result.stdout).toContain(`${"x".repeat(39)}…`);
  expect(result.stdout).toContain("failed (30003)");
  expect(result.stdout).toMatch(/There is more: repeat with --page-token PASM1\n$/);
  expect(server.requests[0]).toMatchObject({
    url: `${commands}/listMessagesPage`,
    body: {
      data: {
        criteria: {
          to: "+15550001111",
          from: "+15005550006",
          dateSentAfter: "2026-01-01",
          dateSentBefore: "2026-01-31",
        },
        limit: 2,
      },
    },
  });
});

test("a list without filters and without messages says so", async () => {
  const route = `POST ${commands}/listMessagesPage`;
  await using server = await startFakeServer({ [route]: page([]) });
  const result = await runTrunkline(["messages", "list", "--page-token", "PASM1"], { server });
  expect(result.stdout).toBe("No message matches.\n");
  expect(server.requests[0]?.body).toEqual({ data: { limit: 50, pageToken: "PASM1" } });
});

test.each(["0", "1001", "many", "-1", "1.5"])("a limit of %s is refused", async (limit) => {
  const result = await runTrunkline(["messages", "list", "--limit", limit]);
  expect(result.code).toBe(2);
});

test.each([
  ["redact", { body: "" }],
  ["cancel", { status: "canceled" }],
])("%s changes the message", async (word, customProps) => {
  const route = `POST ${commands}/updateMessage`;
  await using server = await startFakeServer({ [route]: { json: { data: aMessage() } } });
  const result = await runTrunkline(["messages", word, aSid], { server });
  expect(result.code).toBe(0);
  expect(server.requests[0]?.body).toEqual({ data: { sid: aSid, customProps } });
});

test("a message is deleted only after its SID was typed", async () => {
  const route = `POST ${commands}/deleteMessage`;
  await using server = await startFakeServer({ [route]: { json: { data: null } } });
  const words = ["messages", "delete", aSid];
  expect(await runTrunkline(words, { server, typed: ["yes"] })).toMatchObject({ code: 1 });
  expect(await runTrunkline(words, { server })).toMatchObject({ code: 2 });
  expect(server.requests).toEqual([]);
  expect(await runTrunkline(words, { server, typed: [aSid] })).toMatchObject({ code: 0 });
  const json = await runTrunkline([...words, "--yes", "--json"], { server });
  expect(json).toEqual({ code: 0, stdout: '{"data":null}\n', stderr: "" });
  expect(server.requests).toHaveLength(2);
});
