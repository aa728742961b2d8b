import type { FlowFile } from "../flow.ts";
import { compactDocument } from "../write/write-document.ts";
import { diffValues } from "./diff-values.ts";
import { diffWorkspaces } from "./diff-workspace.ts";
import { wasAndIs } from "./quote.ts";

/** What is different between two flows, a sentence for each thing; none when they are the same. */
export function diffFlows(before: FlowFile, after: FlowFile): string[] {
  const sentences = [
    ...(before.name === after.name ? [] : [`name ${wasAndIs(before.name, after.name)}`]),
    ...(before.kind === after.kind ? [] : [`kind ${wasAndIs(before.kind, after.kind)}`]),
    ...diffValues("settings", before.settings, after.settings),
    ...diffWorkspaces(before.workspace, after.workspace),
  ];
  if (sentences.length > 0 || compactDocument(before) === compactDocument(after)) return sentences;
  return ["its parts stand in another order, and mean the same"];
}
