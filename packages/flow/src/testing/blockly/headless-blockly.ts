import * as Blockly from "blockly";

import type { WorkspaceState } from "./block-json.ts";

/** The start block that heads the stack which runs; Blockly itself has none. */
export const startType = "trunkline_when_called";

Blockly.common.defineBlocksWithJsonArray([
  { type: startType, message0: "when called", nextStatement: null },
]);

/** Gives a workspace of the real library, without a screen, and disposes of it afterwards. */
export function withWorkspace<Result>(use: (workspace: Blockly.Workspace) => Result): Result {
  const workspace = new Blockly.Workspace();
  try {
    return use(workspace);
  } finally {
    workspace.dispose();
  }
}

/** Loads a state into the real library, which refuses what no user could have built. */
export function loadInto(workspace: Blockly.Workspace, state: WorkspaceState): void {
  Blockly.serialization.workspaces.load({ ...state }, workspace);
}

/** The JSON that Blockly saves, after a trip through text as in a file. */
export function savedJson(workspace: Blockly.Workspace): unknown {
  return JSON.parse(JSON.stringify(Blockly.serialization.workspaces.save(workspace)));
}
