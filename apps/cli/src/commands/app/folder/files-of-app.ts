import type { Documents } from "@trunkline/api-contract";

import { CliError } from "../../../errors.ts";
import { folderFormat, isName } from "./app-folder.ts";

/**
 * The files of an app's folder, by their paths, and what they hold.
 *
 * @param write The one way to write documents.
 * @throws CliError `SERVER_STRANGE` for a name that is none: it would be a path to elsewhere.
 */
export function filesOfApp(
  { app, groups, rules, connections, flows }: Documents,
  write: (document: unknown) => string,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const add = (path: string, document: unknown) => files.set(path, write(document));
  add("app.json", { format: folderFormat, name: app, groups: groups.toSorted() });
  add("rules.json", rules);
  for (const document of connections) add(`connections/${fileNameOf(document)}`, document);
  for (const document of flows) add(`flows/${fileNameOf(document)}`, document);
  return files;
}

function fileNameOf({ name }: { readonly name: string }): string {
  if (isName(name)) return `${name}.json`;
  throw new CliError("SERVER_STRANGE", {
    title: "That is not a Trunkline server",
    message: "It has a document whose name cannot be a file's.",
  });
}
