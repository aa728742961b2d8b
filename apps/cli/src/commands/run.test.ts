import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { startFakeServer } from "../testing/fake-server.ts";
import { runTrunkline } from "../testing/run-trunkline.ts";

const url = "/api/apps/demo/connections/sms/commands/readMessage";
const route = `POST ${url}`;
const words = ["run", "sms", "readMessage"];
const answer = { json: { data: { body: "a\u009bb", list: [1] } } };

test("a command gets its input from --data and its output is shown as JSON", async () => {
  await using server = await startFakeServer({ [route]: answer });
  const result = await runTrunkline([...words, "--data", '{"sid": "SM1"}'], { server });
  expect(server.requests[0]).toMatchObject({ url, body: { data: { sid: "SM1" } } });
  expect(result.code).toBe(0);
  expect(result.stdout).not.toContain("\u009b");
  expect(JSON.parse(result.stdout)).toEqual({ body: "a\u009bb", list: [1] });
});

test.each([
  ["--data", "-"],
  ["--data-file", "-"],
])("%s %s reads the input from standard input", async (...option) => {
  await using server = await startFakeServer({ [route]: answer });
  await runTrunkline([...words, ...option], { server, stdin: '{"sid": "SM2"}' });
  expect(server.requests[0]?.body).toEqual({ data: { sid: "SM2" } });
});

test("a file is looked for where the command was called", async () => {
  await using server = await startFakeServer({ [route]: answer });
  const cwd = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
  await writeFile(join(cwd, "input.json"), '{"sid": "SM3"}');
  await runTrunkline([...words, "--data-file", "input.json"], { server, cwd });
  expect(server.requests[0]?.body).toEqual({ data: { sid: "SM3" } });
  const absent = await runTrunkline([...words, "--data-file", "other.json"], { server, cwd });
  expect(absent).toMatchObject({ code: 2 });
  await rm(cwd, { recursive: true });
});

test("a command without input sends none, under the key that was given", async () => {
  await using server = await startFakeServer({ [route]: answer });
  await runTrunkline([...words, "--idempotency-key", "order-7"], { server });
  expect(server.requests[0]).toMatchObject({
    body: {},
    headers: { "idempotency-key": "order-7" },
  });
});

test.each([
  ["--data", "{sid: +15550001111}"],
  ["--data", '{"a": 1}', "--data-file", "-"],
])("%s %s is refused without being repeated", async (...options) => {
  await using server = await startFakeServer({ [route]: answer });
  const result = await runTrunkline([...words, ...options], { server });
  expect(result.code).toBe(2);
  expect(result.stderr).not.toContain("1555");
  expect(server.requests).toEqual([]);
});
