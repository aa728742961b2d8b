import { expect, test } from "vitest";

import { anErrorAnswer, startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const id = "run_0mit3v2k1abc";
const aRun = {
  id,
  flow: "order-update",
  kind: "web-hook",
  status: "failed",
  trigger: "web-hook",
  caller: "public",
  version: 4,
  isDraft: false,
  release: 3,
  startedAt: "2026-01-31T10:00:00.000Z",
  endedAt: "2026-01-31T10:00:00.012Z",
  durationMs: 12,
  stepCount: 1,
  error: {
    code: "SERVICE_REFUSED",
    title: "The service refused",
    message: "The recipient has opted out.",
    hint: null,
    blockId: "b1",
  },
};
const aStep = {
  number: 1,
  id: "0".repeat(32),
  blockId: "b1",
  blockType: "trunkline_execute_connection_command",
  kind: "command",
  status: "failed",
  startedAt: aRun.startedAt,
  durationMs: 9,
  inputDigest: "x",
  input: { connection: "[text of 3]" },
  inputCutFromChars: null,
  output: null,
  outputCutFromChars: null,
  error: { code: "SERVICE_REFUSED", title: "The service refused", message: "Opted out." },
  attempt: "att_1",
};
const detail = {
  ...aRun,
  isMasked: true,
  request: null,
  steps: [aStep],
  log: [{ blockId: "b0", at: aRun.startedAt, value: "\u001b[2J", cutFromChars: null }],
  leftOut: 0,
  attempts: [],
};

test("runs are listed by flow, status, time and words of an error", async () => {
  const answer = { json: { runs: [aRun], nextPageToken: "next" } };
  await using server = await startFakeServer({ "GET /api/apps/demo/runs": answer });
  const words = ["runs", "list", "--flow", "order-update", "--status", "failed"];
  const since = ["--since", "2026-01-31T00:00:00Z", "--error", "opted out"];
  const result = await runTrunkline([...words, ...since], { server });
  expect(result.code).toBe(0);
  expect(result.stdout).toMatch(
    /run_0mit3v2k1abc .* order-update +failed +1 +12 +public +SERVICE_/,
  );
  expect(result.stdout).toContain("--page-token next");
  expect(server.requests[0]?.url).toBe(
    "/api/apps/demo/runs?flow=order-update&status=failed&since=2026-01-31T00%3A00%3A00.000Z" +
      "&error=opted+out&pageSize=200",
  );
});

test("a time that is none, a status that is none and an id that is none are usage errors", async () => {
  await using server = await startFakeServer({});
  for (const words of [
    ["list", "--since", "yesterday"],
    ["list", "--status", "lost"],
    ["show", "../attempts"],
    ["follow", "12"],
  ]) {
    expect((await runTrunkline(["runs", ...words], { server })).code).toBe(2);
  }
  expect(server.requests).toHaveLength(0);
});

test("a run is shown step by step, and what is in it cannot steer the terminal", async () => {
  await using server = await startFakeServer({
    [`GET /api/apps/demo/runs/${id}`]: { json: detail },
  });
  const { code, stdout } = await runTrunkline(["runs", "show", id], { server });
  expect(code).toBe(0);
  expect(stdout).toMatch(/order-update, version 4\nRelease +3/);
  expect(stdout).toMatch(/1 +command +b1 +failed +9 +att_1/);
  expect(stdout).toContain('in   {"connection":"[text of 3]"}');
  expect(stdout).toContain("failed  The service refused: Opted out.");
  expect(stdout).not.toContain("\u001b");
});

test("a run is unmasked by a request of its own", async () => {
  await using server = await startFakeServer({
    [`POST /api/apps/demo/runs/${id}/unmask`]: { json: { ...detail, isMasked: false } },
  });
  const { code, stdout } = await runTrunkline(["runs", "show", id, "--unmask"], { server });
  expect(code).toBe(0);
  expect(stdout).not.toContain("--unmask");
});

const streamOf = (status: string) => {
  const events = [
    { type: "step-ended", step: aStep },
    { type: "ended", run: { ...aRun, status } },
  ];
  const text = events.map((one) => `event: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`);
  return { text: `: alive\n\n${text.join("")}` };
};

test.each([
  ["finished", 0],
  ["failed", 1],
  ["unknown", 3],
])("following a run that ends as %s ends with %i", async (status, code) => {
  await using server = await startFakeServer({
    [`GET /api/apps/demo/runs/${id}/events`]: streamOf(status),
  });
  const result = await runTrunkline(["runs", "follow", id], { server });
  expect(result.code).toBe(code);
  expect(result.stdout).toContain("failed: The service refused");
  expect(result.stdout).toContain(`${status} after 12 ms`);
});

test("events are JSON lines when asked for", async () => {
  await using server = await startFakeServer({
    [`GET /api/apps/demo/runs/${id}/events`]: streamOf("finished"),
  });
  const { stdout } = await runTrunkline(["runs", "follow", id, "--json"], { server });
  const types = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).type);
  expect(types).toEqual(["step-ended", "ended"]);
});

test("a stream that ends early, and a run that is not there, are told", async () => {
  await using server = await startFakeServer({
    [`GET /api/apps/demo/runs/${id}/events`]: [
      { text: ": alive\n\n" },
      { status: 404, json: anErrorAnswer({ code: "RUN_UNKNOWN" }) },
    ],
  });
  expect((await runTrunkline(["runs", "follow", id], { server })).code).toBe(4);
  expect((await runTrunkline(["runs", "follow", id], { server })).code).toBe(1);
});
