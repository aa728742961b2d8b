import type { ReleaseChange } from "@trunkline/api-contract";

import { escapeControls } from "../../terminal/escape-controls.ts";

/** What is different in a release, a line each. */
export function describeChanges(changes: readonly ReleaseChange[]): string {
  return changes
    .map(({ kind, name, change }) => `  ${change.padEnd(7)}  ${kind} ${escapeControls(name)}`)
    .join("\n");
}

/** How many documents a release added, changed and removed, in short. */
export function countChanges(changes: readonly ReleaseChange[]): string | null {
  const counts = (["added", "changed", "removed"] as const).flatMap((change) => {
    const count = changes.filter((one) => one.change === change).length;
    return count === 0 ? [] : [`${count} ${change}`];
  });
  return counts.length === 0 ? null : counts.join(", ");
}
