import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";

type Query = Database["query"];

/** As much as a replacement may have. */
const bytesMax = 64 * 1024 * 1024;

/** The texts of the draft's flows, by name. */
export async function draftTexts(query: Query, app: Id<"app">): Promise<string[]> {
  const rows = query
    .selectFrom("flows")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "flows.id")
        .onRef("flow_versions.version", "=", "flows.version"),
    )
    .where("flows.app_id", "=", app)
    .where("flows.deleted_at", "is", null);
  refuseTooLarge((await rows.select(bytes).executeTakeFirst())?.bytes);
  const texts = await rows.select(text).orderBy("flows.name").execute();
  return texts.map((row) => row.text);
}

/** The texts of a release's flows, by name. */
export async function releasedTexts(
  query: Query,
  app: Id<"app">,
  number: number,
): Promise<string[]> {
  const rows = query
    .selectFrom("release_flows as released")
    .innerJoin("flow_versions", (join) =>
      join
        .onRef("flow_versions.flow_id", "=", "released.flow_id")
        .onRef("flow_versions.version", "=", "released.version"),
    )
    .where("released.app_id", "=", app)
    .where("released.number", "=", number);
  refuseTooLarge((await rows.select(bytes).executeTakeFirst())?.bytes);
  const texts = await rows.select(text).orderBy("released.name").execute();
  return texts.map((row) => row.text);
}

const text = sql<string>`document::text`.as("text");
const bytes = sql<string | null>`sum(octet_length(document::text))`.as("bytes");

/** Looked at before anything is read, so that no app fills the memory. */
function refuseTooLarge(sum: string | null | undefined): void {
  if (Number(sum ?? 0) <= bytesMax) return;
  throw new AppsError(
    "DOCUMENTS_TOO_LARGE",
    "The app's flows have more than 64 MiB together: read them one by one.",
  );
}
