import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";

import { nameForDisplay, nearestName } from "./nearest-name.ts";
import type { Problem } from "./problem.ts";

type Validator = ReturnType<typeof Compile>;
type SchemaError = ReturnType<Validator["Errors"]>[number];

const validators = new WeakMap<TSchema, Validator>();

/**
 * Every problem that a schema finds in a value, at most one for each place; empty when it is right.
 * Values are never repeated; unknown properties are named with the nearest right name.
 *
 * @param root What the value is called in messages when the whole of it is wrong, such as `data`.
 */
export function checkInput(schema: TSchema, value: unknown, root = "data"): Problem[] {
  let validator = validators.get(schema);
  if (validator === undefined) validators.set(schema, (validator = Compile(schema)));
  if (validator.Check(value)) return [];
  const problems = new Map<string, Problem>();
  for (const error of validator.Errors(value)) {
    for (const problem of describe(schema, error, root)) {
      if (!problems.has(problem.path)) problems.set(problem.path, problem);
    }
  }
  return [...problems.values()];
}

function describe(schema: TSchema, error: SchemaError, root: string): Problem[] {
  const names = error.instancePath.split("/").slice(1).map(unescapePointer);
  if (error.keyword === "required") {
    const missing = error.params.requiredProperties;
    return missing.map((name) => missingProblem([...names, name].join(".")));
  }
  if (error.keyword === "additionalProperties") {
    const at = schemaAt(schema, names);
    return error.params.additionalProperties.map((name) => unknownProblem(names, name, at));
  }
  if (error.keyword === "boolean") return [];
  return [wrongProblem(names, schemaAt(schema, names), error, root)];
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
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
  const known = Object.keys(at.properties ?? {});
  const nearest = nearestName(name, known);
  const shown = nameForDisplay(name);
  const inside = parents.length === 0 ? "" : ` in "${parents.join(".")}"`;
  const subject = shown === null ? `A property` : `The property ${shown}`;
  return {
    path: [...parents, shown === null ? "?" : name].join("."),
    code: "PROPERTY_UNKNOWN",
    message: `${subject}${inside} is not known.`,
    hint:
      nearest === null
        ? `Known are: ${known.toSorted().join(", ")}.`
        : `Did you mean "${nearest}"?`,
  };
}

function wrongProblem(
  names: readonly string[],
  at: SchemaView,
  error: SchemaError,
  root: string,
): Problem {
  const path = names.join(".");
  const expected = at.expected ?? expectation(error);
  return {
    path,
    code: "PROPERTY_INVALID",
    message: `The property "${path === "" ? root : path}" must be ${expected}.`,
    hint: at.hint ?? null,
  };
}

/** What is read of a schema here; `expected` and `hint` are keywords of ours on any schema. */
interface SchemaView {
  readonly properties?: Readonly<Record<string, SchemaView>>;
  readonly items?: SchemaView;
  readonly anyOf?: readonly SchemaView[];
  readonly expected?: string;
  readonly hint?: string;
}

function schemaAt(schema: TSchema, names: readonly string[]): SchemaView {
  let at = schema as SchemaView;
  for (const name of names) {
    const object = at.properties === undefined ? at.anyOf?.find((one) => one.properties) : at;
    const next: SchemaView | undefined = object?.properties?.[name] ?? at.items;
    if (next === undefined) return at.expected === undefined ? {} : at;
    at = next;
  }
  return at.properties === undefined ? { ...at.anyOf?.find((one) => one.properties), ...at } : at;
}

function expectation(error: SchemaError): string {
  return error.message
    .replace(/^must (?:be )?/u, "")
    .replace(/^match a schema in anyOf$/u, "of another kind");
}
