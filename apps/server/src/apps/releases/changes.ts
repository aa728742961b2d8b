import { isDeepStrictEqual } from "node:util";

import type { AccessRules, ReleaseChange } from "@trunkline/api-contract";

import { type ContentsKey, openConnectionSettings } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import type { ReleaseDocuments, ReleasedConnection, ReleasedFlow } from "./release-documents.ts";

/** Whose documents are compared, and what opens their settings. */
export interface ChangesOf {
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
}

/** What is different in `after`: by what documents say, whatever their versions are. */
export function changesBetween(
  of: ChangesOf,
  before: ReleaseDocuments,
  after: ReleaseDocuments,
): ReleaseChange[] {
  const isSame = (one: ReleasedConnection, other: ReleasedConnection) =>
    isSameConnection(of, one, other);
  return [
    ...changesOf("flow", before.flows, after.flows, isSameFlow),
    ...changesOf("connection", before.connections, after.connections, isSame),
    ...ruleChanges(before.rules, after.rules),
  ];
}

function changesOf<Document extends { readonly name: string }>(
  kind: ReleaseChange["kind"],
  before: readonly Document[],
  after: readonly Document[],
  isSame: (one: Document, other: Document) => boolean,
): ReleaseChange[] {
  const old = new Map(before.map((document) => [document.name, document]));
  const kept = new Set(after.map(({ name }) => name));
  const changes = after.flatMap((document): ReleaseChange[] => {
    const { name } = document;
    const was = old.get(name);
    if (was === undefined) return [{ kind, name, change: "added" }];
    return isSame(was, document) ? [] : [{ kind, name, change: "changed" }];
  });
  const gone = before.filter(({ name }) => !kept.has(name));
  const removed = gone.map(({ name }): ReleaseChange => ({ kind, name, change: "removed" }));
  return [...changes, ...removed];
}

function isSameFlow(one: ReleasedFlow, other: ReleasedFlow): boolean {
  return one.flow === other.flow && one.digest === other.digest;
}

function isSameConnection(
  { app, contents }: ChangesOf,
  one: ReleasedConnection,
  other: ReleasedConnection,
): boolean {
  if (one.connection !== other.connection || one.service !== other.service) return false;
  if (one.profileName !== other.profileName) return false;
  if (one.version === other.version) return true;
  const opened = (of: ReleasedConnection) =>
    openConnectionSettings(contents, app, of.connection, of.sealedSettings);
  return isDeepStrictEqual(opened(one), opened(other));
}

/** By the hook, page, or connection and command that they are for. */
function ruleChanges(before: AccessRules, after: AccessRules): ReleaseChange[] {
  return changesOf("rules", rulesOf(before), rulesOf(after), (one, other) =>
    isDeepStrictEqual(one.rule, other.rule),
  );
}

function rulesOf({ hooks, pages, commands }: AccessRules) {
  const named = (of: string, rules: Readonly<Record<string, unknown>>) =>
    Object.entries(rules).map(([name, rule]) => ({ name: `${of}/${name}`, rule }));
  return [
    ...named("hooks", hooks ?? {}),
    ...named("pages", pages ?? {}),
    ...Object.entries(commands ?? {}).flatMap(([connection, rules]) =>
      named(`commands/${connection}`, rules),
    ),
  ];
}
