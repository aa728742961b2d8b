import type { Problem } from "../check/problem.ts";
import type { BlockPlace } from "./block-place.ts";
import { workspaceLimits } from "./limits.ts";
import { isPlainObject, ownValue } from "./plain-object.ts";
import { readBlocks } from "./read-blocks.ts";
import { readVariables } from "./read-variables.ts";
import type { VariableJson, Workspace } from "./workspace.ts";

/** What an unknown value turned out to be, read as a workspace. */
export interface WorkspaceReading {
  /** Checked in shape, copied, every block with an id; what could not be read is left out of it. */
  readonly workspace: Workspace;
  /** Every block of it, parents before what hangs on them. */
  readonly places: readonly BlockPlace[];
  readonly variables: ReadonlyMap<string, VariableJson>;
  /** Faults of the file itself. With any of them the workspace must not be run. */
  readonly problems: readonly Problem[];
}

/** What Blockly writes at the top of a workspace; one of these makes an object one. */
const topNames = ["blocks", "variables", "workspaceComments", "procedures", "backpack"];

/**
 * Reads a value that may be anything as a workspace that Blockly saved. Never throws and never
 * recurses, however large, deep or cyclic the value is; unknown names are passed over.
 */
export function readWorkspace(value: unknown): WorkspaceReading {
  if (!isWorkspace(value)) return unreadable(notBlockly(value));
  const variables = readVariables(ownValue(value, "variables"));
  const holder = ownValue(value, "blocks") ?? { blocks: [] };
  const list = isPlainObject(holder) ? (ownValue(holder, "blocks") ?? []) : null;
  if (!Array.isArray(list)) return unreadable(notBlockly(value));
  const read = readBlocks(list);
  return {
    workspace: {
      blocks: { languageVersion: 0, blocks: read.blocks },
      variables: [...variables.byId.values()],
    },
    places: read.places,
    variables: variables.byId,
    problems: [...variables.problems, ...read.problems],
  };
}

function isWorkspace(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isPlainObject(value)) return false;
  return Object.keys(value).length === 0 || topNames.some((name) => Object.hasOwn(value, name));
}

function unreadable(problem: Problem): WorkspaceReading {
  return { workspace: {}, places: [], variables: new Map(), problems: [problem] };
}

function notBlockly(value: unknown): Problem {
  const isXml = typeof value === "string" && value.trimStart().startsWith("<");
  return {
    code: "WORKSPACE_NOT_BLOCKLY",
    severity: "error",
    message: "This is not a workspace as Blockly saves it in JSON.",
    hint: isXml
      ? "It looks like Blockly's XML. Load it in the studio and save it again, which writes JSON."
      : `A workspace is an object such as { "blocks": { "blocks": [] } }, at most ${workspaceLimits.blocksMax} blocks.`,
    blockId: null,
    path: "",
  };
}
