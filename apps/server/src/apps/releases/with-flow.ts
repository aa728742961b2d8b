import type { AccessRules } from "@trunkline/api-contract";

import type { ReleaseDocuments, ReleasedFlow } from "./release-documents.ts";

/**
 * The live release's documents with one flow of the draft: what publishing that flow alone makes
 * live. The rule of its Web Hook comes along, and so do connections that the release lacks, with
 * the rules of their commands.
 */
export function withFlow(
  live: ReleaseDocuments,
  flow: ReleasedFlow,
  draft: Pick<ReleaseDocuments, "connections" | "rules">,
): ReleaseDocuments {
  const known = new Set(live.connections.map(({ name }) => name));
  const added = draft.connections.filter(({ name }) => !known.has(name));
  const was = live.flows.find(({ name }) => name === flow.name);
  const isLive = was?.flow === flow.flow && was.version === flow.version;
  const others = live.flows.filter(({ name }) => name !== flow.name);
  return {
    flows: byName([...others, isLive ? was : flow]),
    connections: byName([...live.connections, ...added]),
    rules: rulesWith(live.rules, draft.rules, {
      hook: flow.name,
      connections: added.map(({ name }) => name),
    }),
  };
}

function byName<Document extends { readonly name: string }>(documents: Document[]): Document[] {
  return documents.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

function rulesWith(
  live: AccessRules,
  draft: AccessRules,
  { hook, connections }: { readonly hook: string; readonly connections: readonly string[] },
): AccessRules {
  const hooks = [...without(live.hooks, [hook]), ...only(draft.hooks, [hook])];
  const commands = [...without(live.commands, connections), ...only(draft.commands, connections)];
  return {
    ...live,
    hooks: Object.fromEntries(hooks),
    commands: Object.fromEntries(commands),
  };
}

type Named<Value> = Readonly<Record<string, Value>> | undefined;

function without<Value>(named: Named<Value>, names: readonly string[]): [string, Value][] {
  return Object.entries(named ?? {}).filter(([name]) => !names.includes(name));
}

function only<Value>(named: Named<Value>, names: readonly string[]): [string, Value][] {
  return Object.entries(named ?? {}).filter(([name]) => names.includes(name));
}
