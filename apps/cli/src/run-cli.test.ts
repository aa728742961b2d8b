import { expect, test } from "vitest";

import { readEnvironment } from "./config/env.ts";
import { readVersion } from "./program.ts";
import { runTrunkline } from "./testing/run-trunkline.ts";

const commands = [
  "send sms",
  "messages list",
  "messages read",
  "messages redact",
  "messages cancel",
  "messages delete",
  "run",
  "profiles add",
  "profiles list",
  "profiles test",
  "profiles rotate",
  "profiles delete",
  "connections add",
  "connections list",
  "connections delete",
  "flows put",
  "flows check",
  "flows publish",
  "flows list",
  "flows show",
  "flows versions",
  "flows test",
  "flows delete",
  "attempts list",
  "runs list",
  "runs show",
  "runs follow",
  "apps add",
  "apps list",
  "app export",
  "app import",
  "app diff",
  "app deploy",
  "groups list",
  "groups add",
  "groups delete",
  "groups members",
  "keys add",
  "keys list",
  "keys revoke",
  "vault rotate",
  "doctor",
];

test.each(commands)("%s has help with --json, examples and exit codes", async (command) => {
  const result = await runTrunkline([...command.split(" "), "--help"]);
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toContain("--json");
  expect(result.stdout).toContain(`Examples:\n  $ `);
  expect(result.stdout).toContain(`trunkline ${command}`);
  expect(result.stdout).toContain("Exit codes: ");
});

test("the help of the whole names every group and the exit codes", async () => {
  const { code, stdout } = await runTrunkline(["--help"]);
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toContain(`  ${command.split(" ")[0] ?? ""}`);
  expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done/);
});

test("the version is the package's", async () => {
  expect(await runTrunkline(["--version"])).toEqual({
    code: 0,
    stdout: `${readVersion()}\n`,
    stderr: "",
  });
});

test.each([[[]], [["messages"]], [["nonsense"]], [["messages", "nonsense"]]])(
  "%j is called wrongly",
  async (words) => {
    const result = await runTrunkline(words);
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).not.toBe("");
  },
);

test("a missing or misspelled option is named with the nearest right one", async () => {
  const missing = await runTrunkline(["send", "sms", "--text", "a"]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("--to");
  const wrong = await runTrunkline(["send", "sms", "--to", "+15550001111", "--txt", "a"]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("Did you mean --text?");
});

test("without a server the message names what to start and the code is 4", async () => {
  const result = await runTrunkline(["messages", "list"]);
  expect(result.code).toBe(4);
  expect(result.stderr).toContain("npm start");
});

test("empty variables count as absent", () => {
  const env = { TRUNKLINE_URL: "", TRUNKLINE_API_KEY: " ", TRUNKLINE_DATA_DIR: "" };
  expect(readEnvironment(env)).toEqual({ url: null, apiKey: null, dataDir: null });
});
