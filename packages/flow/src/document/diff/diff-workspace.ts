import { isPlainObject, ownValue } from "../plain-object.ts";
import { readVariables } from "../read-variables.ts";
import type { VariableJson } from "../workspace.ts";
import { diffBlockLists } from "./diff-block-lists.ts";
import type { VariableNames } from "./diff-block.ts";
import { diffValues, namesOf } from "./diff-values.ts";
import { isSame } from "./is-same.ts";
import { listBlocks } from "./list-blocks.ts";
import { wasAndIs } from "./quote.ts";

/** What is different between two workspaces, in sentences. */
export function diffWorkspaces(before: unknown, after: unknown): string[] {
  if (isSame(before, after)) return [];
  const was = listBlocks(before);
  const is = listBlocks(after);
  if (was === null || is === null || !isPlainObject(before) || !isPlainObject(after)) {
    return [`workspace ${wasAndIs(before, after)}`];
  }
  const variablesBefore = readVariables(ownValue(before, "variables")).byId;
  const variablesAfter = readVariables(ownValue(after, "variables")).byId;
  const others = namesOf(before, after).filter((name) => !["blocks", "variables"].includes(name));
  return [
    ...diffVariables(variablesBefore, variablesAfter),
    ...diffBlockLists(
      { list: was, variables: namesIn(variablesBefore) },
      { list: is, variables: namesIn(variablesAfter) },
    ),
    ...others.flatMap((name) =>
      diffValues(`workspace.${name}`, ownValue(before, name), ownValue(after, name)),
    ),
  ];
}

type Variables = ReadonlyMap<string, VariableJson>;

function namesIn(variables: Variables): VariableNames {
  return new Map([...variables].map(([id, { name }]) => [id, name]));
}

function diffVariables(before: Variables, after: Variables): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    if (was === undefined) return [`variable ${JSON.stringify(is?.name)} is new`];
    if (is === undefined) return [`variable ${JSON.stringify(was.name)} is gone`];
    return [
      ...(was.name === is.name ? [] : [`variable (id ${id}) ${wasAndIs(was.name, is.name)}`]),
      ...(was.type === is.type
        ? []
        : [`variable ${JSON.stringify(is.name)}: its type ${wasAndIs(was.type, is.type)}`]),
    ];
  });
}
