import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { ensureChromium } from "./chromium.mjs";
import { fromRoot } from "./root.mjs";
import { runStep } from "./run-step.mjs";
import { countTests } from "./test-counts.mjs";

/** Runs vitest over all projects, with further arguments passed on, and returns the counts. */
export async function runTests(args = []) {
  const chromium = await ensureChromium();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "trunkline-tests-"));
  const reportFile = path.join(scratch, "report.json");
  try {
    const exitCode = await runStep(process.execPath, vitestArgs(reportFile, args), {
      env: { ...process.env, CHROMIUM_PATH: chromium },
    });
    return countTests(readReport(reportFile), exitCode);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
}

function vitestArgs(reportFile, args) {
  const vitest = fromRoot("node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  return [vitest, "run", ...reporters, ...args];
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}
