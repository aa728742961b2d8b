import { join } from "node:path";

import { readAppFile } from "./app-file.ts";
import {
  type AppFolder,
  type DocumentFolder,
  documentFolders,
  isForeign,
  type NamedDocument,
} from "./app-folder.ts";
import { checkDocumentName, readDocument } from "./document-file.ts";
import { FileFault } from "./file-fault.ts";
import { faultOf, type FolderFault } from "./folder-faults.ts";
import { openFolder } from "./open-folder.ts";
import { readJsonObject } from "./read-json.ts";

/** What came of reading a folder: the app, unless something is wrong, and what was passed over. */
export interface FolderReading {
  /** Null when there are faults. */
  readonly app: AppFolder | null;
  readonly faults: readonly FolderFault[];
  /** Files that belong to no app, such as one with a misspelled name. */
  readonly strangers: readonly string[];
}

const entriesMax = 10_000;
const knownNames = ["app.json", "rules.json", "connections", "flows"] as const;

/**
 * Reads an app's folder and finds everything that is wrong with it at once. Follows no links, and
 * reads nothing but the app's own files.
 *
 * @throws CliError `USAGE_WRONG` when there is no such folder.
 */
export async function readFolder(dir: string): Promise<FolderReading> {
  const reader = new FolderReader(dir);
  return reader.read();
}

class FolderReader {
  readonly #dir: string;
  readonly #faults: FolderFault[] = [];
  readonly #strangers: string[] = [];

  constructor(dir: string) {
    this.#dir = dir;
  }

  async read(): Promise<FolderReading> {
    const names = await this.#namesAtTop();
    const app = await this.#try("app.json", () => this.#readApp(names));
    const rules = names.has("rules.json")
      ? await this.#try("rules.json", () => readJsonObject(join(this.#dir, "rules.json")))
      : {};
    const connections = await this.#documents("connections", names);
    const flows = await this.#documents("flows", names);
    const isWhole = this.#faults.length === 0 && app !== null && rules !== null;
    return {
      app: isWhole ? { ...app, rules, connections, flows } : null,
      faults: this.#faults,
      strangers: this.#strangers,
    };
  }

  async #namesAtTop(): Promise<Set<string>> {
    const names = new Set<string>();
    for (const entry of await this.#entries("")) {
      const known = knownNames.find((name) => name === entry.toLowerCase());
      if (known === entry) names.add(entry);
      else if (known !== undefined) this.#wrong(entry, `its name has to be ${known}.`);
      else if (!isForeign(entry)) this.#strangers.push(entry);
    }
    return names;
  }

  async #readApp(names: ReadonlySet<string>): Promise<Pick<AppFolder, "name" | "groups">> {
    if (!names.has("app.json")) throw new FileFault("it is missing, so this is no app's folder.");
    return readAppFile(await readJsonObject(join(this.#dir, "app.json")));
  }

  async #documents(
    folder: DocumentFolder,
    names: ReadonlySet<string>,
  ): Promise<readonly NamedDocument[]> {
    if (!names.has(folder)) return [];
    const documents: NamedDocument[] = [];
    const files = new Set<string>();
    for (const entry of await this.#entries(folder)) {
      const file = `${folder}/${entry}`;
      if (!entry.toLowerCase().endsWith(".json")) {
        if (!isForeign(entry)) this.#strangers.push(file);
        continue;
      }
      const document = await this.#try(file, async () => {
        const name = checkDocumentName(documentFolders[folder], entry, files);
        return readDocument(join(this.#dir, folder, entry), name, documents);
      });
      if (document !== null) documents.push(document);
    }
    return documents;
  }

  /** The names in a folder, sorted; none when it cannot be read. */
  async #entries(folder: string): Promise<string[]> {
    const names: string[] = [];
    try {
      for await (const { name } of await openFolder(join(this.#dir, folder), folder === "")) {
        names.push(name);
        if (names.length > entriesMax) throw new FileFault(`it has more than ${entriesMax} files.`);
      }
    } catch (error) {
      this.#faultFrom(folder, error);
    }
    return names.toSorted();
  }

  /** What a function gives; null when it found a fault. */
  async #try<Value>(file: string, read: () => Promise<Value>): Promise<Value | null> {
    try {
      return await read();
    } catch (error) {
      this.#faultFrom(file, error);
      return null;
    }
  }

  #faultFrom(file: string, error: unknown): void {
    if (!(error instanceof FileFault)) throw error;
    this.#faults.push({ ...faultOf(file, error.message), place: error.place });
  }

  #wrong(file: string, message: string): void {
    this.#faults.push(faultOf(file, message));
  }
}
