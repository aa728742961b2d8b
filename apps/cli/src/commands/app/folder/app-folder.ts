import type { JsonObject } from "./read-json.ts";

/** The number of the form that folders have; a later one that means something else has another. */
export const folderFormat = 1;

/** The folders of documents, and what one of their documents is called. */
export const documentFolders = { connections: "a connection", flows: "a flow" } as const;
export type DocumentFolder = keyof typeof documentFolders;

/** The app of a folder: what its files hold, as far as it can be known without a server. */
export interface AppFolder {
  readonly name: string;
  readonly groups: readonly unknown[];
  readonly rules: JsonObject;
  readonly connections: readonly NamedDocument[];
  readonly flows: readonly NamedDocument[];
}

/** A document whose name is its file's. */
export type NamedDocument = JsonObject & { readonly name: string };

const namePattern = /^[a-z][a-z0-9_-]{0,62}$/;

/** Whether a text can be the name of an app, a connection or a flow. */
export function isName(text: unknown): text is string {
  return typeof text === "string" && namePattern.test(text);
}

/** The name of the document in a file of a document folder; null when it is none. */
export function documentNameOf(file: string): string | null {
  const name = file.endsWith(".json") ? file.slice(0, -".json".length) : "";
  return isName(name) ? name : null;
}

/** Files that people and tools keep beside the documents, and of which nothing is said. */
export function isForeign(name: string): boolean {
  return /^\.|^(?:readme|license|licence|changelog|contributing|codeowners)\b|\.md$/i.test(name);
}
