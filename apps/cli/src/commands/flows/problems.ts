import type { FlowProblem } from "@trunkline/api-contract";

import { escapeControls } from "../../terminal/escape-controls.ts";

/** Problems of a flow for people: two lines each, errors first. */
export function describeProblems(problems: readonly FlowProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity !== "error");
  return [...errors, ...warnings].map(describe).join("\n");
}

function describe({ code, severity, message, hint, blockId, path }: FlowProblem): string {
  const place = blockId === null ? path : `block ${blockId}`;
  const where = place === "" ? "" : ` (${place})`;
  return `${severity.padEnd(7)}  ${escapeControls(`${code}: ${message}${where}`)}\n         cure: ${escapeControls(hint)}`;
}

/** The problems in an answer's JSON; none when it tells none. */
export function problemsIn(json: string): readonly FlowProblem[] {
  const value: unknown = JSON.parse(json);
  if (typeof value !== "object" || value === null || !("problems" in value)) return [];
  return Array.isArray(value.problems) ? (value.problems as readonly FlowProblem[]) : [];
}
