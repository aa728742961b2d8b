import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { anErrorAnswer, startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const path = "/api/apps/demo/flows/order-update";
const at = "2026-01-31T10:00:00.000Z";
const file = '{"name": "order-update", "kind": "web-hook",\n  "workspace": {"blocks": 1.0}}';
const flow = {
  name: "order-update",
  kind: "web-hook",
  settings: {},
  workspace: { blocks: {} },
  version: 3,
  liveVersion: 2,
  hasSigningSecret: true,
  updatedAt: at,
  publishedAt: at,
};
const unknown = { status: 404, json: anErrorAnswer({ code: "FLOW_UNKNOWN" }) };
const error = {
  code: "BLOCK_UNKNOWN",
  severity: "error",
  message: "There is no such block.",
  hint: "Remove it.",
  blockId: "b1",
  path: "blocks[0]",
};
const warning = { ...error, code: "STACK_WITHOUT_START", severity: "warning", blockId: null };
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
  await writeFile(join(cwd, "flow.json"), file);
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

test("a file is put as it is, and a flow that is not there is made", async () => {
  const saved = { status: 201, text: JSON.stringify({ ...flow, version: 1, liveVersion: null }) };
  await using server = await startFakeServer({ [`GET ${path}`]: unknown, [`PUT ${path}`]: saved });
  const result = await runTrunkline(["flows", "put", "flow.json"], { server, cwd });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toContain("saved as version 1.\nNothing of it is live");
  const [, put] = server.requests;
  expect(put?.headers["if-match"]).toBeUndefined();
  expect(put?.headers["content-length"]).toBe(String(file.length));
});

test("a change names the version that is there, or the one that was given", async () => {
  const answers = { [`GET ${path}`]: { json: flow }, [`PUT ${path}`]: { json: flow } };
  await using server = await startFakeServer(answers);
  const words = ["flows", "put", "flow.json"];
  const result = await runTrunkline(words, { server, cwd });
  expect(result.stdout).toContain("Version 2 is live");
  await runTrunkline([...words, "--if-match", "1"], { server, cwd });
  await runTrunkline([...words, "--if-match", "*"], { server, cwd });
  expect(server.requests.map(({ method, headers }) => [method, headers["if-match"]])).toEqual([
    ["GET", undefined],
    ["PUT", '"3"'],
    ["PUT", '"1"'],
    ["PUT", "*"],
  ]);
});

test("a stale version is refused with what the server says of both", async () => {
  const refused = {
    ...anErrorAnswer({ code: "FLOW_CHANGED", title: "The flow has been changed meanwhile" }),
    versions: { given: 1, current: 3 },
  };
  await using server = await startFakeServer({ [`PUT ${path}`]: { status: 412, json: refused } });
  const words = ["flows", "put", "flow.json", "--if-match", "1", "--json"];
  const result = await runTrunkline(words, { server, cwd });
  expect(result.code).toBe(1);
  expect(JSON.parse(result.stdout)).toEqual(refused);
  expect(result.stderr).toContain("changed meanwhile");
});

test.each([
  ["no flow file", "other.json", '{"kind": "page"}'],
  ["no JSON", "other.json", "{"],
  ["a name that cannot be one", "other.json", '{"name": "+15550001111"}'],
])("%s is refused before anything is sent", async (_what, name, text) => {
  await writeFile(join(cwd, name), text);
  const result = await runTrunkline(["flows", "put", name], { cwd });
  expect(result.code).toBe(2);
  expect(result.stderr).not.toContain("1555");
});

test.each([
  ["put", "none.json"],
  ["put", "flow.json", "--if-match", "x"],
  ["show", "a", "--at", "x"],
])("flows %s %s %s %s is called wrongly", async (...words) => {
  expect((await runTrunkline(["flows", ...words], { cwd })).code).toBe(2);
});

test("a check tells every problem with its cure, errors first, and ends with 1", async () => {
  const answer = { json: { problems: [warning, error] } };
  await using server = await startFakeServer({ [`POST ${path}/check`]: answer });
  const ofFile = await runTrunkline(["flows", "check", "flow.json"], { server, cwd });
  expect(ofFile).toEqual({
    code: 1,
    stderr: "",
    stdout: [
      "error    BLOCK_UNKNOWN: There is no such block. (block b1)",
      "         cure: Remove it.",
      "warning  STACK_WITHOUT_START: There is no such block. (blocks[0])",
      "         cure: Remove it.",
      "",
    ].join("\n"),
  });
  await runTrunkline(["flows", "check", "order-update"], { server, cwd });
  expect(server.requests.map(({ body }) => body)).toEqual([JSON.parse(file), null]);
});

test("a check that finds warnings alone, or nothing, ends with 0", async () => {
  const answers = [{ json: { problems: [warning] } }, { json: { problems: [] } }];
  await using server = await startFakeServer({ [`POST ${path}/check`]: answers });
  const words = ["flows", "check", "order-update"];
  expect((await runTrunkline(words, { server })).code).toBe(0);
  expect((await runTrunkline(words, { server })).stdout).toBe("The flow has no problems.\n");
});

test("publishing tells what is live, and of a refused flow every problem", async () => {
  const published = {
    version: 3,
    liveVersion: 3,
    publishedAt: at,
    release: 7,
    problems: [warning],
  };
  const refused = { ...anErrorAnswer({ code: "FLOW_HAS_ERRORS" }), problems: [error] };
  const answers = [{ json: published }, { status: 422, json: refused }];
  await using server = await startFakeServer({ [`POST ${path}/publish`]: answers });
  const words = ["flows", "publish", "order-update"];
  const done = await runTrunkline([...words, "--if-match", "3"], { server });
  expect(done.code).toBe(0);
  expect(done.stdout).toMatch(
    /^Version 3 of order-update is live, in release 7\.\nwarning {2}STACK/,
  );
  expect(server.requests[0]?.headers["if-match"]).toBe('"3"');
  const failed = await runTrunkline(words, { server });
  expect([failed.code, failed.stdout]).toEqual([1, ""]);
  expect(failed.stderr).toContain("BLOCK_UNKNOWN");
});

test("flows and versions are listed, and shown as sheets and as files", async () => {
  const versions = [
    { version: 3, isDraft: true, isLive: false, savedAt: at },
    { version: 2, isDraft: false, isLive: true, savedAt: at },
  ];
  await using server = await startFakeServer({
    "GET /api/apps/demo/flows": { json: { flows: [flow], nextPageToken: null } },
    [`GET ${path}/versions`]: { json: { versions } },
    [`GET ${path}/versions/2`]: { json: { ...flow, liveVersion: undefined, savedAt: at } },
    [`GET ${path}`]: { json: flow },
  });
  const run = async (...words: string[]) =>
    (await runTrunkline(["flows", ...words], { server })).stdout;
  expect(await run("list")).toMatch(/^FLOW .*\norder-update +web-hook +3 +2 +2026/);
  expect(await run("versions", "order-update")).toMatch(/3 +draft +2026.*\n2 +live/);
  expect(await run("show", "order-update")).toMatch(/live version +2/);
  expect(await run("show", "order-update", "--at", "2")).toMatch(/saved +2026/);
  const { name, kind, settings, workspace } = flow;
  expect(JSON.parse(await run("show", "order-update", "--file"))).toEqual({
    name,
    kind,
    settings,
    workspace,
  });
});

test("a test calls the draft with the flow's method and shows answer and run", async () => {
  const hook = "/draft-hooks/demo/order-update";
  const headers = { "trunkline-run": "run_1" };
  await using server = await startFakeServer({
    [`GET ${path}`]: [{ json: flow }, { json: { ...flow, settings: { method: "GET" } } }],
    [`POST ${hook}`]: { status: 202, json: { sid: "SM1" }, headers },
    [`GET ${hook}`]: { status: 422, text: "no\u001b[2J", headers },
  });
  const words = ["flows", "test", "order-update", "--data", '{"to": "a", "order": 1042}'];
  const posted = await runTrunkline(words, { server });
  expect(posted).toEqual({
    code: 0,
    stderr: "Status: 202\nRun: run_1\n",
    stdout: '{\n  "sid": "SM1"\n}\n',
  });
  const got = await runTrunkline([...words, "--json"], { server });
  expect(got.code).toBe(1);
  expect(JSON.parse(got.stdout)).toEqual({ status: 422, run: "run_1", body: "no\u001b[2J" });
  expect(got.stdout).not.toContain("\u001b");
  expect(server.requests[1]).toMatchObject({ body: { to: "a", order: 1042 } });
  expect(server.requests[3]?.url).toBe(`${hook}?to=a&order=1042`);
});

test("only a Web Hook can be tested", async () => {
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: { ...flow, kind: "page" } },
  });
  expect((await runTrunkline(["flows", "test", "order-update"], { server })).code).toBe(2);
});

test("a flow is deleted after its name was typed", async () => {
  await using server = await startFakeServer({ [`DELETE ${path}`]: { status: 204 } });
  const words = ["flows", "delete", "order-update"];
  const result = await runTrunkline(words, { server, typed: ["order-update"] });
  expect(result).toMatchObject({ code: 0, stdout: "The flow order-update is deleted.\n" });
});
