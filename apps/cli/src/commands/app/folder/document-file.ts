import { documentNameOf, type NamedDocument } from "./app-folder.ts";
import { FileFault } from "./file-fault.ts";
import { readJsonObject } from "./read-json.ts";

/**
 * The name that a document must have in a file of this name.
 *
 * @param what Such as `a flow`.
 * @param files The file names so far, in lower case; this one joins them.
 * @throws FileFault when it can be none, or differs from another one in capitals alone.
 */
export function checkDocumentName(what: string, file: string, files: Set<string>): string {
  const lower = file.toLowerCase();
  if (files.has(lower)) {
    throw new FileFault("its name differs from another file's in capitals alone.");
  }
  files.add(lower);
  const name = documentNameOf(file);
  if (name !== null) return name;
  throw new FileFault(
    `this is not the name of ${what}: it has at most 63 lower-case letters, digits, dashes and underscores and starts with a letter.`,
  );
}

/**
 * Reads the document in a file.
 *
 * @param name The name that the file has.
 * @param others The documents of the files before it.
 * @throws FileFault when it cannot be read, or has another name.
 */
export async function readDocument(
  path: string,
  name: string,
  others: readonly NamedDocument[],
): Promise<NamedDocument> {
  const document = await readJsonObject(path);
  const own = document["name"];
  if (own === name) return { ...document, name };
  if (typeof own !== "string") throw new FileFault(`it has to have the name "${name}".`, "name");
  const shown = documentNameOf(`${own}.json`) === null ? "another name" : `the name "${own}"`;
  const isTaken = others.some((other) => other.name === own);
  throw new FileFault(
    isTaken
      ? `it has ${shown}, as another file has; its own is "${name}".`
      : `it has ${shown}; in this file it has to be "${name}".`,
    "name",
  );
}
