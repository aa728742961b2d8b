import type { StoredFlow } from "../../../apps/index.ts";

/**
 * A flow's answer as JSON text: its document as it came, and what else there is to tell after it, so
 * that nothing of the document is written anew.
 */
export function flowText({ row, draft }: StoredFlow): string {
  return withRest(draft.text, {
    version: row.version,
    liveVersion: row.live_version,
    hasSigningSecret: row.sealed_signing_secret !== null,
    updatedAt: row.updated_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  });
}

/** The same for one of its versions. */
export function versionText(text: string, version: number, savedAt: Date): string {
  return withRest(text, { version, savedAt: savedAt.toISOString() });
}

/** The document is an object with properties, and names none of the others: it was checked. */
function withRest(document: string, rest: Readonly<Record<string, unknown>>): string {
  const hasSettings = Object.hasOwn(JSON.parse(document) as object, "settings");
  const others = JSON.stringify(hasSettings ? rest : { settings: {}, ...rest });
  return `${document.trimEnd().slice(0, -1)},${others.slice(1)}`;
}
