import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { afterEach, beforeEach, expect, test } from "vitest";

import { aMessage } from "./testing/a-message.ts";
import { fakeApiKey, startFakeServer } from "./testing/fake-server.ts";

const entry = fileURLToPath(new URL("index.ts", import.meta.url));
const tsx = import.meta.resolve("tsx");
const route = "POST /api/apps/demo/connections/sms/commands/listMessagesPage";
/** A process that compiles its own sources takes seconds on a busy machine. */
const timeout = 60_000;
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
  await mkdir(join(cwd, ".trunkline"));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

function startTrunkline(argv: readonly string[]) {
  return spawn(process.execPath, ["--conditions=source", "--import", tsx, entry, ...argv], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd },
  });
}

async function trunkline(argv: readonly string[], stdin = "") {
  const child = startTrunkline(argv);
  child.stdin.end(stdin);
  const exit = once(child, "exit");
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit,
  ]);
  return { code: code as number | null, stdout, stderr };
}

async function writeClientFile(url: string) {
  const path = join(cwd, ".trunkline", "client.json");
  await writeFile(path, JSON.stringify({ url, apiKey: fakeApiKey }), { mode: 0o600 });
  return path;
}

test("the process finds its server by the file", { timeout }, async () => {
  const page = { messages: [aMessage()], nextPageToken: null, previousPageToken: null };
  await using server = await startFakeServer({ [route]: { json: { data: page } } });
  await writeClientFile(server.url);
  const list = await trunkline(["messages", "list", "--json"]);
  expect(list).toEqual({ code: 0, stderr: "", stdout: `${JSON.stringify({ data: page })}\n` });
});

test("what the API refuses ends the process with 1", { timeout }, async () => {
  await using server = await startFakeServer({});
  await writeClientFile(server.url);
  expect(await trunkline(["messages", "read", "SM1"])).toMatchObject({ code: 1, stdout: "" });
});

test("the process uses no file that others can read", { timeout }, async () => {
  const path = await writeClientFile("http://127.0.0.1:1");
  await chmod(path, 0o644);
  const result = await trunkline(["messages", "list"]);
  expect(result.code).toBe(1);
  expect(result.stderr).toContain(`chmod 600 '${path}'`);
  expect(result.stderr).not.toContain(fakeApiKey);
});

test("a secret is read from a pipe by the real process", { timeout }, async () => {
  const profiles = "/api/apps/demo/profiles";
  await using server = await startFakeServer({ [`POST ${profiles}`]: { json: { name: "main" } } });
  await writeClientFile(server.url);
  const words = ["profiles", "add", "main", "--account-sid", "AC1"];
  expect(await trunkline(words, "token\n")).toMatchObject({ code: 0, stderr: "" });
  expect(server.requests[0]?.body).toMatchObject({ settings: { authToken: "token" } });
});

test("a reader that stops early is no failure", { timeout }, async () => {
  const messages = Array.from({ length: 1000 }, () => aMessage({ body: "x".repeat(1600) }));
  const data = { messages, nextPageToken: null, previousPageToken: null };
  await using server = await startFakeServer({ [route]: { json: { data } } });
  await writeClientFile(server.url);
  const child = startTrunkline(["messages", "list", "--json"]);
  child.stdout.once("data", () => child.stdout.destroy());
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("without a server the process ends with 4", { timeout }, async () => {
  const server = await startFakeServer({});
  await server[Symbol.asyncDispose]();
  await writeClientFile(server.url);
  const result = await trunkline(["apps", "list"]);
  expect(result.code).toBe(4);
  expect(result.stderr).toContain(`No server answers at ${server.url}.`);
});
