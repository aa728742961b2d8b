import { checkInput, InputError, type Service } from "@trunkline/service-kit";

import type { Database, Id } from "../database/index.ts";
import { ConnectionsError } from "./errors.ts";

type Query = Database["query"];

/** @throws InputError with everything that is wrong with a connection's settings. */
export function refuseWrongSettings(
  service: Service,
  settings: Readonly<Record<string, unknown>>,
): void {
  const problems = checkInput(service.connection, settings, "settings");
  if (problems.length > 0) throw new InputError(problems);
  const contradictions = service.checkConnection(settings);
  if (contradictions.length > 0) throw new InputError(contradictions);
}

/**
 * The profile that a connection is to use. Nobody deletes it, or the profile that it uses for tests,
 * until the transaction ends.
 *
 * @throws ConnectionsError `PROFILE_UNKNOWN` for one of both.
 */
export async function holdProfiles(
  transaction: Query,
  of: { readonly app: Id<"app">; readonly service: Service; readonly profile: string },
  settings: Readonly<Record<string, unknown>>,
): Promise<Id<"prf">> {
  const { app, service, profile } = of;
  const id = await holdProfile(transaction, app, service, profile);
  const test = settings["testProfile"];
  if (typeof test === "string") await holdProfile(transaction, app, service, test);
  return id;
}

async function holdProfile(
  transaction: Query,
  app: Id<"app">,
  service: Service,
  name: string,
): Promise<Id<"prf">> {
  const row = await transaction
    .selectFrom("profiles")
    .select("id")
    .where("app_id", "=", app)
    .where("name", "=", name)
    .where("service", "=", service.id)
    .forKeyShare()
    .executeTakeFirst();
  if (row !== undefined) return row.id;
  throw new ConnectionsError(
    "PROFILE_UNKNOWN",
    `There is no ${service.title} profile "${name}" in this app.`,
    "Add the profile first.",
  );
}
