import type { FlowKind } from "../document/flow.ts";
import { readWorkspace } from "../document/read-workspace.ts";
import type { WorkspaceReading } from "../document/read-workspace.ts";
import { definedParameters } from "../run/procedure-json.ts";
import { checkCommands } from "./check-commands.ts";
import { checkEnclosing } from "./check-enclosing.ts";
import { checkFields } from "./check-fields.ts";
import { checkFunctions } from "./check-functions.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkJoint } from "./check-joints.ts";
import { checkStarts } from "./check-starts.ts";
import { checkType } from "./check-type.ts";
import type { FlowView } from "./flow-view.ts";
import type { AppView, Problem } from "./problem.ts";
import { Report } from "./report.ts";
import { standingBlocks } from "./standing-block.ts";
import type { StandingBlock } from "./standing-block.ts";

/** A flow as the checks take it; the workspace may be anything. */
export interface FlowToCheck {
  readonly kind: FlowKind;
  readonly workspace: unknown;
}

/**
 * Finds everything that is wrong with a flow, in one pass, each problem on its block. Never throws,
 * whatever the workspace is. A flow without an error among its problems can be compiled and run.
 */
export function checkFlow(flow: FlowToCheck, app: AppView): readonly Problem[] {
  return checkReading(readWorkspace(flow.workspace), flow.kind, app);
}

/** The same for a workspace that was read before. */
export function checkReading(
  reading: WorkspaceReading,
  kind: FlowKind,
  app: AppView,
): readonly Problem[] {
  const report = new Report(reading.problems);
  if (reading.places.length === 0 && reading.problems.length > 0) return report.all();
  const blocks = standingBlocks(reading.places).filter(({ isActive }) => isActive);
  const view: FlowView = { kind, app, blocks, variableIds: variableIdsOf(reading, blocks) };
  checkStarts(view, report);
  for (const at of blocks) {
    checkType(at, view, report);
    checkJoint(at, report);
    checkEnclosing(at, report);
    checkFields(at, view, report);
    checkInputs(at, report);
    checkCommands(at, view, report);
  }
  checkFunctions(view, report);
  return report.all();
}

/** Variables, and the parameters of functions, which a file written by hand may not list. */
function variableIdsOf(
  { variables }: WorkspaceReading,
  blocks: readonly StandingBlock[],
): ReadonlySet<string> {
  const definitions = blocks.filter(({ declaration }) => declaration?.shape === "definition");
  const parameters = definitions.flatMap(({ block }) => definedParameters(block));
  return new Set([
    ...variables.keys(),
    ...parameters.map(({ id }) => id).filter((id) => id !== ""),
  ]);
}
