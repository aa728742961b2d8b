import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { anErrorAnswer, type FakeAnswer, startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const documents = "/api/apps/shop/documents";
const digest = `"${"a".repeat(32)}"`;
const newDigest = `"${"b".repeat(32)}"`;
const text = (value: string) => ({ type: "text", id: "t", fields: { TEXT: value } });
const flow = (name: string, value = "Hello") => ({
  name,
  kind: "web-hook",
  settings: {},
  workspace: { blocks: { languageVersion: 0, blocks: [text(value)] } },
});
const sms = { name: "sms", service: "twilio", profile: "main", settings: {} };
const app = { app: "shop", release: null, groups: [], rules: {}, connections: [sms] };

const draft = (...flows: object[]): FakeAnswer => ({
  json: { ...app, flows },
  headers: { etag: digest },
});
const replaced = (value: object = {}): FakeAnswer => ({
  json: { dryRun: false, changes: [], groups: [], problems: [], ...value },
});

async function aDirectory(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "app-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return dir;
}

const folder = (...flows: { name: string }[]) =>
  aDirectory({
    "shop/app.json": '{"format": 1, "name": "shop", "groups": ["Support"]}',
    "shop/connections/sms.json": JSON.stringify(sms),
    ...Object.fromEntries(flows.map((one) => [`shop/flows/${one.name}.json`, JSON.stringify(one)])),
  });

test("exports an app into a folder, and says what was written", async () => {
  await using server = await startFakeServer({ [`GET ${documents}`]: draft(flow("a")) });
  const cwd = await aDirectory();
  const first = await runTrunkline(["app", "export", "shop", "./shop"], { server, cwd });
  expect(first).toEqual({
    code: 0,
    stderr: "",
    stdout:
      "connections/sms.json is written\nflows/a.json is written\nrules.json is written\napp.json is written\n",
  });
  expect((await readdir(join(cwd, "shop"))).toSorted()).toEqual([
    "app.json",
    "connections",
    "flows",
    "rules.json",
  ]);
  expect(await readFile(join(cwd, "shop/app.json"), "utf8")).toBe(
    '{\n  "format": 1,\n  "name": "shop",\n  "groups": []\n}\n',
  );
  const again = await runTrunkline(["app", "export", "shop", "shop", "--source", "3"], {
    server,
    cwd,
  });
  expect(again.stdout).toBe("shop holds the app already: nothing has changed.\n");
  expect(server.requests.map(({ url }) => url)).toEqual([
    `${documents}?source=draft`,
    `${documents}?source=3`,
  ]);
});

test("does not export into a folder of somebody else's", async () => {
  await using server = await startFakeServer({ [`GET ${documents}`]: draft() });
  const cwd = await aDirectory({ "mine.txt": "Mine" });
  const refused = await runTrunkline(["app", "export", "shop", "."], { server, cwd });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("is no app's");
  expect(await readdir(cwd)).toEqual(["mine.txt"]);
  expect(
    (await runTrunkline(["app", "export", "shop", ".", "--force"], { server, cwd })).code,
  ).toBe(0);
});

test("imports a folder from the draft that is there, and tells what changed", async () => {
  const changes = [{ kind: "flow", name: "b", change: "removed" }];
  await using server = await startFakeServer({
    [`GET ${documents}`]: draft(flow("b")),
    [`PUT ${documents}`]: replaced({ changes, groups: ["Support"] }),
  });
  const cwd = await folder(flow("a"));
  const result = await runTrunkline(["app", "import", "shop", "shop"], { server, cwd });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toBe(
    "The group Support is new.\nflows/b.json is gone\n" +
      "The draft of shop is replaced; `trunkline releases publish --app shop` makes it live.\n",
  );
  const [, put] = server.requests;
  expect(put?.url).toBe(`${documents}?dryRun=false`);
  expect(put?.headers["if-match"]).toBe(digest);
  expect(put?.body).toEqual({
    groups: ["Support"],
    rules: {},
    connections: [sms],
    flows: [flow("a")],
  });
});

test("makes the app where it is told to, and tells that the folder has another name", async () => {
  await using server = await startFakeServer({
    "POST /api/apps": [
      { status: 201, json: { name: "test" } },
      { status: 409, json: anErrorAnswer({ code: "APP_EXISTS" }) },
    ],
    "GET /api/apps/test/documents": draft(),
    "PUT /api/apps/test/documents": replaced(),
  });
  const cwd = await folder(flow("a"));
  const line = ["app", "import", "test", "shop", "--create"];
  const first = await runTrunkline(line, { server, cwd });
  expect(first.stderr).toBe(
    "The folder is of the app shop; it is used for test.\nThe app test is made.\n",
  );
  expect(await runTrunkline(line, { server, cwd })).toMatchObject({ code: 0 });
});

test("a damaged folder is told by file, place and cause, and nothing is sent", async () => {
  await using server = await startFakeServer({});
  const cwd = await aDirectory({
    "shop/app.json": '{"format": 1, "name": "shop"}',
    "shop/flows/a.json": '{\n  "name": "a"\n  "kind": "page"\n}',
    "shop/flows/b.json": JSON.stringify(flow("c")),
    "shop/notes": "",
  });
  for (const command of ["import", "diff", "deploy"]) {
    const result = await runTrunkline(["app", command, "shop", "shop"], { server, cwd });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr.split("\n").slice(0, 3)).toEqual([
      "notes: it is no part of an app, and is passed over.",
      'flows/a.json:3:3: this is not JSON: "," or "}" is missing.',
      'flows/b.json:name: it has the name "c"; in this file it has to be "b".',
    ]);
    expect(result.stderr).toContain("nothing was changed");
  }
  expect(server.requests).toEqual([]);
});

test("what the server finds wrong is told by file too", async () => {
  const problem = {
    file: "connections/sms.json",
    path: "profile",
    code: "PROFILE_UNKNOWN",
    message: 'There is no Twilio profile "main" in this app.',
    hint: "Add it with: trunkline profiles add main --app shop --service twilio",
  };
  const error = anErrorAnswer({ code: "DOCUMENTS_WRONG" });
  await using server = await startFakeServer({
    [`GET ${documents}`]: draft(),
    [`PUT ${documents}`]: { status: 422, json: { ...error, problems: [problem] } },
  });
  const cwd = await folder(flow("a"));
  const result = await runTrunkline(["app", "import", "shop", "shop"], { server, cwd });
  expect(result.code).toBe(1);
  expect(result.stderr.split("\n")[0]).toBe(
    'connections/sms.json:profile: There is no Twilio profile "main" in this app. Add it with: trunkline profiles add main --app shop --service twilio',
  );
});

test("says in words what a folder would change, and ends as diff does", async () => {
  await using server = await startFakeServer({
    [`GET ${documents}`]: draft(flow("a", "Hello"), flow("old")),
  });
  const cwd = await folder(flow("a", "Good\u001b[31m day"));
  const different = await runTrunkline(["app", "diff", "shop", "shop"], { server, cwd });
  expect(different).toEqual({
    code: 1,
    stderr: "",
    stdout: [
      "app.json has changed:",
      '  the group "Support" is new',
      "flows/a.json has changed:",
      '  block "text" (id t): TEXT was "Hello", is "Good\\u001b[31m day"',
      "flows/old.json is gone",
      "",
    ].join("\n"),
  });
  const same = await runTrunkline(["app", "export", "shop", "same"], { server, cwd });
  expect(same.code).toBe(0);
  const nothing = await runTrunkline(["app", "diff", "shop", "same"], { server, cwd });
  expect(nothing).toEqual({ code: 0, stderr: "", stdout: "same holds what shop holds.\n" });
  const failed = await runTrunkline(["app", "diff", "nowhere", "same"], { server, cwd });
  expect(failed).toMatchObject({ code: 2, stdout: "" });
});

const noRelease = { status: 404, json: anErrorAnswer({ code: "RELEASE_UNKNOWN" }) };
const live = { json: { ...app, release: 3, groups: ["Support"], flows: [flow("a", "Hello")] } };
const published = { status: 201, json: { number: 4 } };

test("deploys after it has said what changes and somebody has confirmed it", async () => {
  await using server = await startFakeServer({
    [`GET ${documents}`]: [draft(flow("a", "Somebody's draft")), live],
    [`PUT ${documents}`]: { ...replaced(), headers: { etag: newDigest } },
    "POST /api/apps/shop/releases": published,
  });
  const cwd = await folder(flow("a", "Good day"));
  const line = ["app", "deploy", "shop", "shop", "--note", "Kinder"];
  const result = await runTrunkline(line, { server, cwd, typed: ["shop"] });
  expect(result).toMatchObject({ code: 0, stdout: "Release 4 of shop is live.\n" });
  expect(result.stderr).toContain('TEXT was "Hello", is "Good day"');
  expect(result.stderr).toContain("changes of its own that will be replaced: flows/a.json");
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${documents}?source=draft`,
    `GET ${documents}?source=live`,
    `PUT ${documents}?dryRun=true`,
    `PUT ${documents}?dryRun=false`,
    "POST /api/apps/shop/releases",
  ]);
  expect(server.requests.at(-1)?.body).toEqual({ note: "Kinder" });
  // Nothing that anybody saved after the replacement.
  expect(server.requests.at(-1)?.headers["if-match"]).toBe(newDigest);
});

test("deploys nothing when somebody says no, or nobody can be asked", async () => {
  await using server = await startFakeServer({
    [`GET ${documents}`]: [draft(), noRelease, draft(), noRelease],
    [`PUT ${documents}`]: replaced({ dryRun: true }),
  });
  const cwd = await folder(flow("a"));
  const line = ["app", "deploy", "shop", "shop"];
  expect((await runTrunkline(line, { server, cwd, typed: ["no"] })).code).toBe(1);
  expect((await runTrunkline(line, { server, cwd })).code).toBe(2);
  expect(server.requests.some(({ url }) => url.includes("dryRun=false"))).toBe(false);
});

test("deploys no app that has errors, and no folder that is live already", async () => {
  const problem = {
    document: "flows/a",
    code: "COMMAND_UNKNOWN",
    severity: "error",
    message: "No such command.",
    hint: "Take another.",
    blockId: "send",
    path: "",
  };
  await using server = await startFakeServer({
    [`GET ${documents}`]: [draft(), noRelease, { ...draft(flow("a")), json: live.json }, live],
    [`PUT ${documents}`]: replaced({ problems: [problem] }),
  });
  const cwd = await folder(flow("a"));
  const line = ["app", "deploy", "shop", "shop", "--yes"];
  const refused = await runTrunkline(line, { server, cwd });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("flows/a.json: COMMAND_UNKNOWN: No such command. (block send)");
  expect(refused.stderr).toContain("nothing was changed");
  const done = await runTrunkline(line, { server, cwd });
  expect(done).toMatchObject({ code: 0, stdout: "shop is live already, as release 3.\n" });
});
