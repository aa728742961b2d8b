import type { ConnectionDocument, DocumentFault } from "@trunkline/api-contract";

import { ConnectionsError, serviceOf } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { faultOf } from "./check-documents.ts";

/** Every profile that connections name and that the app does not have, with what to type. */
export async function missingProfiles(
  query: Database["query"],
  app: Id<"app">,
  connections: readonly ConnectionDocument[],
): Promise<DocumentFault[]> {
  const { name: appName } = await query
    .selectFrom("apps")
    .select("name")
    .where("id", "=", app)
    .executeTakeFirstOrThrow();
  const rows = await query
    .selectFrom("profiles")
    .select(["name", "service"])
    .where("app_id", "=", app)
    .execute();
  const known = new Set(rows.map(({ name, service }) => `${service}/${name}`));
  return connections.flatMap((connection) =>
    profilesOf(connection).flatMap(({ path, profile }): DocumentFault[] => {
      const { service } = connection;
      const title = titleOf(service);
      if (title === null || known.has(`${service}/${profile}`)) return [];
      const file = `connections/${connection.name}.json`;
      const message = `There is no ${title} profile "${profile}" in this app.`;
      const hint = `Add it with: trunkline profiles add ${profile} --app ${appName} --service ${service}`;
      return [faultOf(file, { path, code: "PROFILE_UNKNOWN", message, hint })];
    }),
  );
}

/** Null for a service that there is not, which is another fault. */
function titleOf(service: string): string | null {
  try {
    return serviceOf(service).title;
  } catch (error) {
    if (error instanceof ConnectionsError) return null;
    throw error;
  }
}

function profilesOf({ profile, settings }: ConnectionDocument) {
  const test = settings?.["testProfile"];
  const named = { path: "profile", profile };
  if (typeof test !== "string" || !/^[a-z][a-z0-9_-]{0,62}$/u.test(test)) return [named];
  return [named, { path: "settings.testProfile", profile: test }];
}
