import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { runTrunkline } from "../testing/run-trunkline.ts";

test("the simulator gets the options, and what it says and how it ends come through", async () => {
  const result = await runTrunkline(["simulator", "--port", "many"]);
  expect(result).toMatchObject({ code: 1, stdout: "" });
  expect(result.stderr).toContain("--port must be a whole number from 0 to 65535.");
});

test("a state file that cannot be read is named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "trunkline-cli-"));
  try {
    const result = await runTrunkline(["simulator", "--port", "0", "--state", "."], {
      cwd: folder,
    });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain(`The state file ${folder} cannot be read`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an unknown option is refused before anything starts", async () => {
  const result = await runTrunkline(["simulator", "--prot", "1"]);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("There is no option --prot.");
});
