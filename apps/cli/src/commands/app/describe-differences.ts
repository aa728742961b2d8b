import type { DocumentDifference, Documents } from "@trunkline/api-contract";

import { escapeControls } from "../../terminal/escape-controls.ts";

const words = { added: "is new", removed: "is gone", changed: "has changed:" } as const;

/** What differs, in words: a line for each document, and one for each thing in it. */
export function describeDifferences(differences: readonly DocumentDifference[]): string {
  return differences
    .flatMap(({ file, change, sentences }) => [
      `${file} ${words[change]}`,
      ...sentences.map((sentence) => `  ${sentence}`),
    ])
    .map(escapeControls)
    .join("\n");
}

/** What is different in a folder, its groups included; what else the app has of those stays. */
export async function differencesBetween(
  before: Documents,
  folder: Documents,
): Promise<DocumentDifference[]> {
  const { diffDocuments } = await import("@trunkline/api-contract");
  const missing = folder.groups.filter((group) => !before.groups.includes(group));
  const sentences = missing.map((group) => `the group ${JSON.stringify(group)} is new`);
  const groups = { file: "app.json", change: "changed", sentences } as const;
  return [...(missing.length === 0 ? [] : [groups]), ...diffDocuments(before, folder)];
}
