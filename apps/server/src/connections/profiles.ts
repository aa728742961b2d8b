import type { CreateProfile, Profile } from "@trunkline/api-contract";
import { checkInput, InputError, type Service } from "@trunkline/service-kit";
import type { Transaction } from "kysely";

import {
  announceChange,
  type Database,
  type Id,
  isUniqueViolation,
  newId,
  type Tables,
} from "../database/index.ts";
import type { DataKeys } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";
import { mergeSettings } from "./merge-settings.ts";
import { holdLiveRelease, refuseInUse } from "./profile-uses.ts";
import { openValues, readSealedValues, replaceValues } from "./profile-values.ts";
import { serviceOf } from "./services.ts";

/** The profiles of all apps. Settings go in and never come out. */
export interface Profiles {
  /** @throws InputError, ConnectionsError `SERVICE_UNKNOWN`, `PROFILE_EXISTS`. */
  create(app: Id<"app">, input: CreateProfile): Promise<Profile>;
  /** @throws ConnectionsError `PROFILE_UNKNOWN`. */
  read(app: Id<"app">, name: string): Promise<Profile>;
  list(app: Id<"app">, page: { after: string | null; size: number }): Promise<Profile[]>;
  /**
   * Replaces the settings that are named; null removes one.
   *
   * @throws InputError, ConnectionsError `PROFILE_UNKNOWN`.
   */
  update(app: Id<"app">, name: string, changes: Record<string, unknown>): Promise<Profile>;
  /** @throws ConnectionsError `PROFILE_UNKNOWN`, `PROFILE_IN_USE`. */
  delete(app: Id<"app">, name: string): Promise<void>;
}

type ProfileRow = Awaited<ReturnType<typeof findProfileRow>>;

/** Opens the store of profiles. */
export function openProfiles(database: Database, dataKeys: DataKeys): Profiles {
  return {
    create: (app, input) => create(database, dataKeys, app, input),
    read: async (app, name) => toProfile(await findProfileRow(database.query, app, name)),
    async list(app, page) {
      const rows = await database.query
        .selectFrom("profiles")
        .selectAll()
        .where("app_id", "=", app)
        .where("name", ">", page.after ?? "")
        .orderBy("name")
        .limit(page.size)
        .execute();
      return rows.map(toProfile);
    },
    update: (app, name, changes) => update(database, dataKeys, app, name, changes),
    delete: (app, name) => remove(database, app, name),
  };
}

/** @throws ConnectionsError `PROFILE_UNKNOWN`. */
export async function findProfileRow(query: Database["query"], app: Id<"app">, name: string) {
  const row = await query
    .selectFrom("profiles")
    .selectAll()
    .where("app_id", "=", app)
    .where("name", "=", name)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw unknownProfile(name);
}

/** What is said of a profile that does not exist. */
export function unknownProfile(name: string): ConnectionsError {
  return new ConnectionsError("PROFILE_UNKNOWN", `There is no profile "${name}" in this app.`);
}

async function create(
  database: Database,
  dataKeys: DataKeys,
  app: Id<"app">,
  input: CreateProfile,
): Promise<Profile> {
  const service = serviceOf(input.service);
  refuseWrong(service, input.settings);
  try {
    return await database.query.transaction().execute(async (transaction) => {
      const keyId = await dataKeys.create(transaction, app, "profile");
      const row = await transaction
        .insertInto("profiles")
        .values({
          id: newId("prf"),
          app_id: app,
          name: input.name,
          service: service.id,
          data_key_id: keyId,
          hints: JSON.stringify(hintsOf(service, input.settings)),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      // The key was made in this very transaction, which its own connection alone can see.
      const key = await dataKeys.open(keyId, transaction);
      const address = { app, profile: row.id, service: row.service };
      await replaceValues(transaction, key, address, input.settings);
      return toProfile(row);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConnectionsError("PROFILE_EXISTS", `There is already a profile "${input.name}".`);
  }
}

async function update(
  database: Database,
  dataKeys: DataKeys,
  app: Id<"app">,
  name: string,
  changes: Record<string, unknown>,
): Promise<Profile> {
  return database.query.transaction().execute(async (transaction) => {
    const row = await lockRow(transaction, app, name);
    const service = serviceOf(row.service);
    const address = { app, profile: row.id, service: row.service };
    const sealed = await readSealedValues(transaction, row.id);
    const key = await dataKeys.open(row.data_key_id, transaction);
    const settings = mergeSettings(openValues(key, address, sealed), changes);
    refuseWrong(service, settings);
    await replaceValues(transaction, key, address, settings);
    const updated = await transaction
      .updateTable("profiles")
      .set({ hints: JSON.stringify(hintsOf(service, settings)), updated_at: new Date() })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await announceChange(transaction);
    return toProfile(updated);
  });
}

async function lockRow(transaction: Transaction<Tables>, app: Id<"app">, name: string) {
  await transaction
    .selectFrom("profiles")
    .select("id")
    .where("app_id", "=", app)
    .where("name", "=", name)
    .forUpdate()
    .execute();
  return findProfileRow(transaction, app, name);
}

async function remove(database: Database, app: Id<"app">, name: string): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const live = await holdLiveRelease(transaction, app);
    const row = await lockRow(transaction, app, name);
    await refuseInUse(transaction, { app, live }, name);
    await transaction.deleteFrom("profiles").where("id", "=", row.id).execute();
    await transaction.deleteFrom("data_keys").where("id", "=", row.data_key_id).execute();
    await announceChange(transaction);
  });
}

function refuseWrong(service: Service, settings: Record<string, unknown>): void {
  const problems = checkInput(service.profile.schema, settings, "settings");
  if (problems.length > 0) throw new InputError(problems);
  const contradictions = service.checkProfile(settings);
  if (contradictions.length > 0) throw new InputError(contradictions);
}

function hintsOf(service: Service, settings: Record<string, unknown>) {
  return service.profile.hints(settings);
}

function toProfile(row: ProfileRow): Profile {
  return {
    name: row.name,
    service: row.service,
    hints: row.hints,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
