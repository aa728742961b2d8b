import type { Documents } from "@trunkline/api-contract";

import type { AppFolder, NamedDocument } from "./folder/app-folder.ts";

/** What a folder sends to the server, as JSON text. */
export function bodyOf(
  { groups, rules, connections, flows }: AppFolder,
  compact: (document: unknown) => string,
): string {
  const list = (documents: readonly NamedDocument[]) => `[${documents.map(compact).join(",")}]`;
  return `{"groups":${compact(groups)},"rules":${compact(rules)},"connections":${list(connections)},"flows":${list(flows)}}`;
}

/** A folder's documents as the API shows an app's. Only the server says whether they are right. */
export function documentsOf({ name, groups, rules, connections, flows }: AppFolder): Documents {
  const withSettings = (document: NamedDocument) => ({ settings: {}, ...document });
  return {
    app: name,
    release: null,
    groups: groups.map(String),
    rules,
    connections: connections.map(withSettings) as unknown as Documents["connections"],
    flows: flows.map(withSettings) as unknown as Documents["flows"],
  };
}
