import { expect, test } from "vitest";

import { anErrorAnswer, startFakeServer } from "../testing/fake-server.ts";
import { runTrunkline } from "../testing/run-trunkline.ts";

const createdAt = "2026-01-31T10:00:00.000Z";
const profile = { name: "main", service: "twilio", hints: {}, createdAt, updatedAt: createdAt };
const found = { ok: true, title: "Signed in", message: "M", hint: null, requestId: null };
const status = {
  version: "0.1.0",
  now: createdAt,
  database: { kind: "embedded", version: "18.1", migration: 3, clockSkewMs: 1 },
  vault: { masterKeyId: "k1", source: "file", waitingForRotation: 0 },
};
const wellServer = {
  "GET /healthz": { json: { status: "ok" } },
  "GET /readyz": { json: { status: "ready" } },
  "GET /api/status": { json: status },
  "GET /api/apps": [
    { json: { apps: [{ name: "demo", createdAt }], nextPageToken: "t2" } },
    { json: { apps: [{ name: "shop", createdAt }], nextPageToken: null } },
  ],
  "GET /api/apps/demo/profiles": { json: { profiles: [profile], nextPageToken: null } },
  "GET /api/apps/shop/profiles": { json: { profiles: [profile], nextPageToken: null } },
  "POST /api/apps/demo/profiles/main/test": { json: { ...found, clockSkewMs: 12 } },
  "POST /api/apps/shop/profiles/main/test": { json: { ...found, clockSkewMs: null } },
};

test("a well server gets a line for each check and ends with 0", async () => {
  await using server = await startFakeServer(wellServer);
  const result = await runTrunkline(["doctor"], { server });
  expect(result).toEqual({
    code: 0,
    stderr: "",
    stdout: [
      `ok       server: answers at ${server.url}`,
      "ok       readiness: the server takes requests",
      "ok       API key: the server accepts it",
      "ok       server version: 0.1.0",
      "ok       database: embedded, PostgreSQL 18.1, migration 3",
      "ok       database clock: 1 ms off the server's",
      "ok       master key: k1, from the file",
      "ok       profile demo/main: Signed in; clock 12 ms off the service's",
      "ok       profile shop/main: Signed in",
      "",
    ].join("\n"),
  });
});

test("every problem comes with its cure, and one is enough to end with 1", async () => {
  const database = { ...status.database, clockSkewMs: -90_000 };
  const vault = { ...status.vault, waitingForRotation: 2 };
  const wrong = { ...found, ok: false, hint: "Rotate the profile.", clockSkewMs: null };
  await using server = await startFakeServer({
    ...wellServer,
    "GET /api/status": { json: { ...status, database, vault } },
    "POST /api/apps/demo/profiles/main/test": { json: { ...found, clockSkewMs: 100_000 } },
    "POST /api/apps/shop/profiles/main/test": { json: wrong },
  });
  const result = await runTrunkline(["doctor", "--json"], { server });
  expect(result.code).toBe(1);
  const { ok, checks } = JSON.parse(result.stdout) as {
    ok: boolean;
    checks: { name: string; ok: boolean; cure: string | null }[];
  };
  expect(ok).toBe(false);
  const problems = checks.filter((check) => !check.ok);
  expect(problems.map(({ name }) => name)).toEqual([
    "database clock",
    "master key",
    "profile demo/main",
    "profile shop/main",
  ]);
  expect(problems.every(({ cure }) => cure !== null)).toBe(true);
});

test("a server that isn't found is a problem with a cure", async () => {
  const result = await runTrunkline(["doctor"]);
  expect(result.code).toBe(1);
  expect(result.stdout).toMatch(/^problem {2}server: No server found.*\n +cure: .*npm start/);
});

test("a server without its database is told from one that is away", async () => {
  const away = { status: 503, json: { status: "the database is away" } };
  const refused = { status: 503, json: anErrorAnswer({ title: "No database" }) };
  const answers = { ...wellServer, "GET /readyz": away, "GET /api/status": refused };
  await using server = await startFakeServer(answers);
  const result = await runTrunkline(["doctor"], { server });
  expect(result.code).toBe(1);
  expect(result.stdout).toContain("problem  readiness: the database is away\n         cure: Wait");
});

test("a refused key ends the checks", async () => {
  const refused = {
    status: 401,
    json: anErrorAnswer({ title: "Wrong key", hint: "Use another." }),
  };
  await using server = await startFakeServer({ ...wellServer, "GET /api/status": refused });
  const result = await runTrunkline(["doctor"], { server });
  expect(result.code).toBe(1);
  expect(result.stdout).toMatch(/problem {2}API key: Wrong key.*\n +cure: Use another\.\n$/);
});

test("only the profiles of the named app are tested", async () => {
  await using server = await startFakeServer(wellServer);
  const result = await runTrunkline(["doctor", "--app", "shop"], { server });
  expect(result.stdout).toContain("profile shop/main");
  expect(result.stdout).not.toContain("profile demo/main");
});
