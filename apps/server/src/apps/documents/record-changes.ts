import type { ReleaseChange } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
import type { Saving } from "./save-each.ts";

/** What a replacement has changed, and who did it. */
interface Changes {
  readonly changes: readonly ReleaseChange[];
  readonly groups: readonly string[];
  readonly deed: audit.Deed;
}

/** Writes into the audit log which documents were changed and which groups made; nothing for none. */
export async function recordChanges(
  { transaction, app }: Saving,
  { changes, groups, deed }: Changes,
): Promise<void> {
  for (const subject of groups) {
    await audit.record(transaction, { ...deed, app, action: "group.made", subject });
  }
  if (changes.length === 0) return;
  const namesOf = (kind: ReleaseChange["kind"]) =>
    changes.filter((change) => change.kind === kind).map(({ name }) => name);
  const details = {
    flows: namesOf("flow"),
    connections: namesOf("connection"),
    rules: namesOf("rules"),
  };
  const entry = { ...deed, app, action: "documents.replaced", subject: "draft", details } as const;
  await audit.record(transaction, entry);
}
