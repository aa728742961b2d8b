import { expect } from "vitest";

import type { WorkspaceState } from "./block-json.ts";
import { runSaved } from "./flow-run.ts";
import { generateJavascript, runJavascript } from "./generated-javascript.ts";
import { loadInto, savedJson, withWorkspace } from "./headless-blockly.ts";

/** What became of a comparison. */
export type Comparison = "same" | "cut short";

/** How much a program may make in a test; JavaScript has no such limits, so beyond them nothing is compared. */
const limits = { listItemsMax: 1000, textCharsMax: 20_000, stepsMax: 20_000 };

const limitCodes = ["LIST_LIMIT", "TEXT_LIMIT", "STEP_LIMIT", "EXPRESSION_LIMIT"];

/**
 * Loads a state into Blockly, runs the JSON that Blockly then saves as a flow, and expects it to
 * print what the JavaScript prints that Blockly generates for the same workspace, and to fail
 * where that fails.
 */
export async function expectSameAsJavascript(state: WorkspaceState, seed = 1): Promise<Comparison> {
  const { saved, code } = withWorkspace((workspace) => {
    loadInto(workspace, state);
    return { saved: savedJson(workspace), code: generateJavascript(workspace) };
  });
  const flow = await runSaved(saved, seed, limits);
  const error = flow.result.status === "failed" ? flow.result.error : null;
  if (!flow.isWhole || (error && limitCodes.includes(error.code))) return "cut short";
  const javascript = runJavascript(code, seed);
  expect({ log: flow.log, failed: error !== null }, code).toEqual(javascript);
  expect(error?.code, code).not.toBe("BLOCK_FAILED");
  return "same";
}
