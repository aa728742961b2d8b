import type { ReleaseProblem } from "@trunkline/api-contract";

import type { Database, Id } from "../../database/index.ts";
import type { ReleasedConnection } from "./release-documents.ts";

/** A problem for each connection whose profile is not there: profiles are live, and of no release. */
export async function missingProfiles(
  query: Database["query"],
  app: Id<"app">,
  connections: readonly ReleasedConnection[],
): Promise<ReleaseProblem[]> {
  const rows = await query
    .selectFrom("profiles")
    .select(["name", "service"])
    .where("app_id", "=", app)
    .execute();
  const known = new Set(rows.map(({ name, service }) => `${service}/${name}`));
  const missing = connections.filter(
    ({ service, profileName }) => !known.has(`${service}/${profileName}`),
  );
  return missing.map(({ name, service, profileName }) => ({
    document: `connections/${name}`,
    code: "PROFILE_UNKNOWN",
    severity: "error",
    message: `There is no profile "${profileName}" of the service "${service}" in this app.`,
    hint: "Add the profile, or give the connection another one.",
    blockId: null,
    path: "profile",
  }));
}
