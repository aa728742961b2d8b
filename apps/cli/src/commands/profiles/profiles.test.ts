import { expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import type { FakeAnswer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const profiles = "/api/apps/demo/profiles";
const accountSid = `AC${"a1".repeat(16)}`;
const secret = "s3cr3t-of-the-account";
const aProfile = {
  name: "main",
  service: "twilio",
  hints: { accountSid: "AC…a1a1", mode: "live" },
  createdAt: "2026-01-31T10:00:00.000Z",
  updatedAt: "2026-01-31T10:00:00.000Z",
};
const stored: FakeAnswer = { status: 201, json: aProfile };

test("the Auth Token is piped in and shows nowhere", async () => {
  await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
  const words = ["profiles", "add", "main", "--account-sid", accountSid, "--mode", "test"];
  const result = await runTrunkline(words, { server, stdin: `${secret}\r\n` });
  expect(result.code).toBe(0);
  expect(server.requests[0]?.body).toEqual({
    name: "main",
    service: "twilio",
    settings: { accountSid, mode: "test", authToken: secret },
  });
  expect(result.stdout + result.stderr).not.toContain(secret);
});

test("a person is asked for what is missing, and the secret isn't echoed", async () => {
  await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
  const typed = ["main", accountSid, secret];
  const result = await runTrunkline(["profiles", "add"], { server, typed });
  expect(result.code).toBe(0);
  expect(server.requests[0]?.body).toMatchObject({
    name: "main",
    settings: { accountSid, authToken: secret },
  });
  expect(result.stdout + result.stderr).not.toContain(secret);
});

test("with an API Key its secret is asked for, then the token of webhooks", async () => {
  await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
  const words = ["profiles", "add", "main", "--account-sid", accountSid, "--api-key-sid", "SK1"];
  const result = await runTrunkline(words, { server, typed: [secret, "hook-token"] });
  expect(result.stderr).toContain("API Key Secret");
  expect(server.requests[0]?.body).toMatchObject({
    settings: { accountSid, apiKey: "SK1", authToken: secret, webhookAuthToken: "hook-token" },
  });
});

test("settings can be piped in as JSON, and options win over them", async () => {
  await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
  const stdin = JSON.stringify({ key: secret, region: "au1" });
  const words = ["profiles", "add", "mail", "--service", "sendgrid", "--region", "ie1"];
  expect(await runTrunkline(words, { server, stdin })).toMatchObject({ code: 0 });
  expect(server.requests[0]?.body).toMatchObject({
    service: "sendgrid",
    settings: { key: secret, region: "ie1" },
  });
});

test.each([
  ["--auth-token", secret],
  [`--auth-token=${secret}`],
  [`--api-key-secret=${secret}`],
  ["--token", secret],
  [`--pasword=${secret}`],
])("a secret on the command line (%s) is refused and not repeated", async (...words) => {
  await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
  const result = await runTrunkline(["profiles", "add", "main", ...words], { server });
  expect(result.code).toBe(2);
  expect(result.stdout + result.stderr).not.toContain(secret);
  expect(server.requests).toEqual([]);
});

test("the refusal of --auth-token says where secrets come from", async () => {
  const result = await runTrunkline(["profiles", "rotate", "main", "--auth-token", secret]);
  expect(result.stderr).toContain("--auth-token is not taken");
  expect(result.stderr).toContain("read from standard input");
});

test.each(["", "\n", "a\nb\nc\n", '{"authToken": s3cr3t}'])(
  "standard input that holds %j is refused",
  async (stdin) => {
    await using server = await startFakeServer({ [`POST ${profiles}`]: stored });
    const words = ["profiles", "add", "main", "--account-sid", accountSid];
    const result = await runTrunkline(words, { server, stdin });
    expect(result.code).toBe(2);
    expect(result.stderr).not.toContain("s3cr3t");
    expect(server.requests).toEqual([]);
  },
);

test("profiles are listed with their hints", async () => {
  const answer = { json: { profiles: [aProfile], nextPageToken: "t2" } };
  await using server = await startFakeServer({ [`GET ${profiles}`]: answer });
  const result = await runTrunkline(["profiles", "list", "--page-size", "1"], { server });
  expect(result.stdout).toContain("accountSid AC…a1a1, mode live");
  expect(result.stdout).toContain("--page-token t2");
  expect(server.requests[0]?.url).toBe(`${profiles}?pageSize=1`);
});

test.each([
  [true, 0],
  [false, 1],
])("a test that finds %s ends with %i", async (ok, code) => {
  const json = { ok, title: "T", message: "M", hint: null, clockSkewMs: 3, requestId: "RQ1" };
  await using server = await startFakeServer({ [`POST ${profiles}/main/test`]: { json } });
  const result = await runTrunkline(["profiles", "test", "main"], { server });
  expect(result.code).toBe(code);
  expect(result.stdout).toContain(ok ? "ok" : "problem");
});

test("rotating asks for the secret of a profile that is there", async () => {
  await using server = await startFakeServer({
    [`GET ${profiles}/main`]: { json: { ...aProfile, hints: { apiKey: "SK…0001" } } },
    [`PATCH ${profiles}/main`]: { json: aProfile },
  });
  const typed = [secret, ""];
  const result = await runTrunkline(["profiles", "rotate", "main"], { server, typed });
  expect(result.code).toBe(0);
  expect(result.stderr).toContain("API Key Secret");
  expect(server.requests[1]?.body).toEqual({ settings: { authToken: secret } });
  const absent = await runTrunkline(["profiles", "rotate", "other"], { server, typed });
  expect(absent.code).toBe(1);
  expect(absent.stderr).not.toContain("Auth Token");
});

test("a profile is deleted after its name was typed, or with --yes", async () => {
  await using server = await startFakeServer({ [`DELETE ${profiles}/main`]: { status: 204 } });
  const words = ["profiles", "delete", "main"];
  expect(await runTrunkline(words, { server, typed: ["other"] })).toMatchObject({ code: 1 });
  expect(await runTrunkline(words, { server })).toMatchObject({ code: 2 });
  expect(server.requests).toEqual([]);
  expect(await runTrunkline(words, { server, typed: ["main"] })).toMatchObject({ code: 0 });
  expect(await runTrunkline([...words, "--yes"], { server })).toMatchObject({ code: 0 });
});

test("a number is no name, and stays out of the address", async () => {
  await using server = await startFakeServer({});
  const result = await runTrunkline(["profiles", "test", "+15550001111"], { server });
  expect(result.code).toBe(2);
  expect(result.stderr).not.toContain("+1555");
  expect(server.requests).toEqual([]);
});
