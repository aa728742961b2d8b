import type { FlowFile } from "../flow.ts";
import { diffFlows } from "./diff-flows.ts";
import { diffValues } from "./diff-values.ts";

/** A connection as a file holds it. */
export interface ConnectionFile {
  readonly name: string;
  readonly service: string;
  readonly profile: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** The documents of an app. */
export interface AppDocuments {
  readonly rules: object;
  readonly connections: readonly ConnectionFile[];
  readonly flows: readonly FlowFile[];
}

/** How one document differs from the one before. */
export interface DocumentDifference {
  /** Where it is in the app's folder, such as `flows/order-update.json`. */
  readonly file: string;
  readonly change: "added" | "changed" | "removed";
  /** For people, one for each thing; none for a document that was added or removed. */
  readonly sentences: readonly string[];
}

/** What is different between the documents of an app before and after, by file. */
export function diffDocuments(before: AppDocuments, after: AppDocuments): DocumentDifference[] {
  return [
    ...diffNamed("connections", before.connections, after.connections, diffConnections),
    ...diffNamed("flows", before.flows, after.flows, diffFlows),
    ...diffRules(before.rules, after.rules),
  ];
}

function diffNamed<File extends { readonly name: string }>(
  folder: string,
  before: readonly File[],
  after: readonly File[],
  diff: (was: File, is: File) => string[],
): DocumentDifference[] {
  const was = new Map(before.map((one) => [one.name, one]));
  const is = new Map(after.map((one) => [one.name, one]));
  const names = [...new Set([...was.keys(), ...is.keys()])].toSorted();
  return names.flatMap((name): DocumentDifference[] => {
    const file = `${folder}/${name}.json`;
    const [old, now] = [was.get(name), is.get(name)];
    if (now === undefined) return [{ file, change: "removed", sentences: [] }];
    if (old === undefined) return [{ file, change: "added", sentences: [] }];
    const sentences = diff(old, now);
    return sentences.length === 0 ? [] : [{ file, change: "changed", sentences }];
  });
}

function diffConnections(before: ConnectionFile, after: ConnectionFile): string[] {
  return [
    ...diffValues("service", before.service, after.service),
    ...diffValues("profile", before.profile, after.profile),
    ...diffValues("settings", before.settings, after.settings),
  ];
}

function diffRules(before: object, after: object): DocumentDifference[] {
  const sentences = (["hooks", "pages", "commands"] as const).flatMap((part) =>
    diffValues(part, Reflect.get(before, part) ?? {}, Reflect.get(after, part) ?? {}),
  );
  return sentences.length === 0 ? [] : [{ file: "rules.json", change: "changed", sentences }];
}
