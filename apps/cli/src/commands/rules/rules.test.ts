import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { startFakeServer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const path = "/api/apps/demo/rules";
const rules = { hooks: { order: [{ group: "Public" }] }, pages: {}, commands: {} };
const saved = { ...rules, version: 3, problems: [] };
const problem = {
  code: "RULE_GROUP_UNKNOWN",
  severity: "error",
  message: "There is no group.",
  hint: "Make it.",
  blockId: null,
  path: "hooks.order.0.group",
};
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

test("rules are shown as a file, and put as it is", async () => {
  await using server = await startFakeServer({
    [`GET ${path}`]: { json: saved },
    [`PUT ${path}`]: { json: { ...saved, version: 4, problems: [problem] } },
  });
  const shown = await runTrunkline(["rules", "show"], { server });
  expect(JSON.parse(shown.stdout)).toEqual(rules);
  await writeFile(join(cwd, "rules.json"), shown.stdout);
  const put = await runTrunkline(["rules", "put", "rules.json"], { server, cwd });
  expect(put.code).toBe(0);
  expect(put.stdout).toMatch(/saved as version 4[^]*RULE_GROUP_UNKNOWN/);
  expect(server.requests[1]?.body).toEqual(rules);
  expect(server.requests[1]?.headers["if-match"]).toBe("*");
  const words = ["rules", "put", "rules.json", "--if-match", "4"];
  await runTrunkline(words, { server, cwd });
  expect(server.requests[2]?.headers["if-match"]).toBe('"4"');
});

test("checking fails while the rules name what is not there", async () => {
  const answers = [{ json: saved }, { json: { ...saved, problems: [problem] } }];
  await using server = await startFakeServer({ [`GET ${path}`]: answers });
  const right = await runTrunkline(["rules", "check"], { server });
  expect(right).toMatchObject({ code: 0, stdout: "The rules have no problems.\n" });
  const wrong = await runTrunkline(["rules", "check"], { server });
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain("hooks.order.0.group");
});

test("what is no JSON is not sent", async () => {
  await writeFile(join(cwd, "rules.json"), "{");
  await using server = await startFakeServer({});
  const result = await runTrunkline(["rules", "put", "rules.json"], { server, cwd });
  expect(result.code).toBe(2);
  expect(server.requests).toEqual([]);
});
