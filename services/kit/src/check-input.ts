import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { Settings } from "typebox/system";

import { nameForDisplay, nearestName } from "./nearest-name.ts";
import type { Problem } from "./problem.ts";
import { type SchemaView, viewAt } from "./schema-view.ts";

type Validator = ReturnType<typeof Compile>;
type SchemaError = ReturnType<Validator["Errors"]>[number];

const validators = new WeakMap<TSchema, Validator>();
/** The validator stops after so many errors of its own; without this after eight. */
const maxErrors = 200;
/** More unknown properties of one object than this are not told: somebody sent another thing. */
const maxUnknown = 20;

/**
 * Every problem that a schema finds in a value, at most one for each place; empty when it is right.
 * Values are never repeated; unknown properties are named with the nearest right name.
 * Three keywords of ours on a schema shape the texts: see {@link SchemaView}.
 *
 * @param root What the value is called in messages when the whole of it is wrong, such as `data`.
 */
export function checkInput(schema: TSchema, value: unknown, root = "data"): Problem[] {
  let validator = validators.get(schema);
  if (validator === undefined) validators.set(schema, (validator = Compile(schema)));
  if (validator.Check(value)) return [];
  if (Array.isArray(value) && "properties" in schema) {
    return [wrongProblem("", "an object", null, root)];
  }
  const problems = new Map<string, Problem>();
  for (const error of errorsOf(validator, value)) {
    for (const problem of describe(schema, error, root)) {
      if (!problems.has(problem.path)) problems.set(problem.path, problem);
    }
  }
  return [...problems.values()];
}

function errorsOf(validator: Validator, value: unknown): SchemaError[] {
  const before = Settings.Get().maxErrors;
  Settings.Set({ maxErrors });
  try {
    return validator.Errors(value);
  } finally {
    Settings.Set({ maxErrors: before });
  }
}

function describe(schema: TSchema, error: SchemaError, root: string): Problem[] {
  if (error.keyword === "boolean") return [];
  const names = error.instancePath.split("/").slice(1).map(unescapePointer);
  const { at, depth } = viewAt(schema, names);
  const path = names
    .slice(0, depth)
    .map((name, index) => partForDisplay(name, viewAt(schema, names.slice(0, index)).at));
  const whole = depth === names.length;
  if (whole && error.keyword === "required") {
    const missing = error.params.requiredProperties;
    return missing.map((name) => missingProblem([...path, name].join(".")));
  }
  if (whole && error.keyword === "additionalProperties") {
    const unknown = error.params.additionalProperties.slice(0, maxUnknown);
    return unknown.map((name) => unknownProblem(path, name, at));
  }
  return [wrongProblem(path.join("."), at.expected ?? expectation(error), at.hint ?? null, root)];
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * A property name or an index of an array. One that the schema does not know and that might hold a
 * number or a text becomes `?`.
 */
function partForDisplay(part: string, { properties }: SchemaView): string {
  const isDeclared = properties !== undefined && Object.hasOwn(properties, part);
  return isDeclared || /^\d{1,4}$/u.test(part) || nameForDisplay(part) !== null ? part : "?";
}

function missingProblem(path: string): Problem {
  return {
    path,
    code: "PROPERTY_MISSING",
    message: `The property "${path}" is missing.`,
    hint: `Give "${path}".`,
  };
}

function unknownProblem(parents: readonly string[], name: string, at: SchemaView): Problem {
  const shown = nameForDisplay(name);
  const path = [...parents, shown === null ? "?" : name].join(".");
  const inside = parents.length === 0 ? "" : ` in "${parents.join(".")}"`;
  const cure = Object.hasOwn(at.misplaced ?? {}, name) ? at.misplaced?.[name] : undefined;
  if (cure !== undefined) {
    const message = `The property "${name}"${inside} does not belong there.`;
    return { path, code: "PROPERTY_MISPLACED", message, hint: cure };
  }
  const known = Object.keys(at.properties ?? {});
  return {
    path,
    code: "PROPERTY_UNKNOWN",
    message: `${shown === null ? "A property" : `The property ${shown}`}${inside} is not known.`,
    hint: known.length === 0 ? (at.hint ?? null) : hintOfKnown(shown === null ? null : name, known),
  };
}

function hintOfKnown(name: string | null, known: readonly string[]): string {
  const nearest = name === null ? null : nearestName(name, known);
  if (nearest !== null) return `Did you mean "${nearest}"?`;
  return `Known are: ${known.toSorted().join(", ")}.`;
}

function wrongProblem(path: string, expected: string, hint: string | null, root: string): Problem {
  const message = `The property "${path === "" ? root : path}" must be ${expected}.`;
  return { path, code: "PROPERTY_INVALID", message, hint };
}

function expectation(error: SchemaError): string {
  return error.message
    .replace(/^must (?:be )?/u, "")
    .replace(/^match a schema in anyOf$/u, "of another kind");
}
