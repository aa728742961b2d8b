import type { Problem } from "../check/problem.ts";
import { workspaceLimits } from "./limits.ts";
import { isPlainObject, ownValue } from "./plain-object.ts";
import type { VariableJson } from "./workspace.ts";

/** The variables of a workspace, by id, and what is wrong with their list. */
export interface VariablesReading {
  readonly byId: ReadonlyMap<string, VariableJson>;
  readonly problems: readonly Problem[];
}

/** Reads what a workspace says about its variables; without a list there are none. */
export function readVariables(value: unknown): VariablesReading {
  const byId = new Map<string, VariableJson>();
  if (value === undefined || value === null) return { byId, problems: [] };
  if (!Array.isArray(value)) return { byId, problems: [malformed("variables")] };
  if (value.length > workspaceLimits.variablesMax) return { byId, problems: [tooMany()] };
  const problems: Problem[] = [];
  for (const [index, entry] of value.entries()) {
    const path = `variables[${index}]`;
    const variable = readVariable(entry);
    if (variable === null) problems.push(malformed(path));
    else if (byId.has(variable.id)) problems.push(twice(path));
    else byId.set(variable.id, variable);
  }
  return { byId, problems };
}

function readVariable(entry: unknown): VariableJson | null {
  if (!isPlainObject(entry)) return null;
  const id = ownValue(entry, "id");
  const name = ownValue(entry, "name");
  const type = ownValue(entry, "type");
  if (typeof id !== "string" || typeof name !== "string") return null;
  return typeof type === "string" && type !== "" ? { id, name, type } : { id, name };
}

function malformed(path: string): Problem {
  return {
    code: "WORKSPACE_MALFORMED",
    severity: "error",
    message: "A variable is described in a way that Blockly does not write.",
    hint: 'A workspace has a list "variables" of objects with an "id" and a "name", both text.',
    blockId: null,
    path,
  };
}

function twice(path: string): Problem {
  return {
    code: "VARIABLE_ID_TWICE",
    severity: "error",
    message: "Two variables have the same id.",
    hint: "Give each variable an id of its own, or remove one of the two.",
    blockId: null,
    path,
  };
}

function tooMany(): Problem {
  return {
    code: "WORKSPACE_TOO_LARGE",
    severity: "error",
    message: `The workspace has more than ${workspaceLimits.variablesMax} variables.`,
    hint: "Remove the variables that no block uses, or hold values in an object.",
    blockId: null,
    path: "variables",
  };
}
