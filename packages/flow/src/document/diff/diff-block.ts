import { isPlainObject, ownValue } from "../plain-object.ts";
import { diffValues, namesOf } from "./diff-values.ts";
import { isSame } from "./is-same.ts";
import type { ListedBlock } from "./list-blocks.ts";
import { wasAndIs } from "./quote.ts";

/** The names of a workspace's variables by their ids. */
export type VariableNames = ReadonlyMap<string, string>;

/** One block before and after, and what its workspace calls variables. */
export interface BlockPair {
  readonly before: ListedBlock;
  readonly after: ListedBlock;
  readonly variablesBefore: VariableNames;
  readonly variablesAfter: VariableNames;
}

/** Where a block lies, which says nothing about what it does. */
const positionNames = new Set(["x", "y"]);

/** What is different about a block itself, a clause for each; where it stands is not asked. */
export function diffBlock(pair: BlockPair): string[] {
  const { before, after } = pair;
  const others = namesOf(before.parts, after.parts).filter(
    (name) => name !== "fields" && !positionNames.has(name),
  );
  return [
    ...(before.type === after.type ? [] : [`the type ${wasAndIs(before.type, after.type)}`]),
    ...diffFields(pair),
    ...others.flatMap((name) =>
      diffValues(name, ownValue(before.parts, name), ownValue(after.parts, name)),
    ),
  ];
}

/** Whether a block lies elsewhere on the workspace. */
export function liesElsewhere({ before, after }: BlockPair): boolean {
  return [...positionNames].some((name) => before.parts[name] !== after.parts[name]);
}

function diffFields({ before, after, variablesBefore, variablesAfter }: BlockPair): string[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  return namesOf(was, is).flatMap((name) => {
    const [old, now] = [ownValue(was, name), ownValue(is, name)];
    if (isSame(old, now)) return [];
    const variables = [variableIn(old, variablesBefore), variableIn(now, variablesAfter)] as const;
    if (variables[0] === null || variables[1] === null) return [`${name} ${wasAndIs(old, now)}`];
    return [`${name} was the variable ${variables[0]}, is the variable ${variables[1]}`];
  });
}

function fieldsOf({ parts }: ListedBlock): Readonly<Record<string, unknown>> {
  const fields = ownValue(parts, "fields");
  if (fields === undefined || fields === null) return {};
  return isPlainObject(fields) ? fields : { fields };
}

function variableIn(value: unknown, names: VariableNames): string | null {
  const id = isPlainObject(value) ? ownValue(value, "id") : undefined;
  const name = typeof id === "string" ? names.get(id) : undefined;
  return name === undefined ? null : JSON.stringify(name);
}
