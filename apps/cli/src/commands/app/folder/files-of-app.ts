import type { Documents } from "@trunkline/api-contract";

import { folderFormat } from "./app-folder.ts";

/**
 * The files of an app's folder, by their paths, and what they hold.
 *
 * @param write The one way to write documents.
 */
export function filesOfApp(
  { app, groups, rules, connections, flows }: Documents,
  write: (document: unknown) => string,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (path: string, document: unknown) => files.set(path, write(document));
  add("app.json", { format: folderFormat, name: app, groups: groups.toSorted() });
  add("rules.json", rules);
  for (const document of connections) add(`connections/${document.name}.json`, document);
  for (const document of flows) add(`flows/${document.name}.json`, document);
  return files;
}
