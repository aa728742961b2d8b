import type { CreateProfile, Profile } from "@trunkline/api-contract";
import { checkInput, InputError, type Service } from "@trunkline/service-kit";
import type { Transaction } from "kysely";

import { audit } from "../access/index.ts";
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
  create(app: Id<"app">, input: CreateProfile, deed: audit.Deed): Promise<Profile>;
  /** @throws ConnectionsError `PROFILE_UNKNOWN`. */
  read(app: Id<"app">, name: string): Promise<Profile>;
  list(app: Id<"app">, page: { after: string | null; size: number }): Promise<Profile[]>;
  /**
   * Replaces the settings that are named; null removes one.
   *
   * @throws InputError, ConnectionsError `PROFILE_UNKNOWN`.
   */
  update(
    address: ProfileName,
    changes: Record<string, unknown>,
    deed: audit.Deed,
  ): Promise<Profile>;
  /** @throws ConnectionsError `PROFILE_UNKNOWN`, `PROFILE_IN_USE`. */
  delete(address: ProfileName, deed: audit.Deed): Promise<void>;
}

/** The profile that is meant. */
export interface ProfileName {
  readonly app: Id<"app">;
  readonly name: string;
}

type ProfileRow = Awaited<ReturnType<typeof findProfileRow>>;

/** Opens the store of profiles. */
export function openProfiles(database: Database, dataKeys: DataKeys): Profiles {
  return {
    create: (app, input, deed) => create({ database, dataKeys }, app, input, deed),
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
    update: (address, changes, deed) => update({ database, dataKeys }, address, changes, deed),
    delete: (address, deed) => remove(database, address, deed),
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

/** What the store works with. */
interface Store {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

async function create(
  { database, dataKeys }: Store,
  app: Id<"app">,
  input: CreateProfile,
  deed: audit.Deed,
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
      const entry = { app, action: "profile.created", subject: input.name } as const;
      const details = { service: service.id };
      await audit.record(transaction, { ...deed, ...entry, details });
      return toProfile(row);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConnectionsError("PROFILE_EXISTS", `There is already a profile "${input.name}".`);
  }
}

async function update(
  { database, dataKeys }: Store,
  { app, name }: ProfileName,
  changes: Record<string, unknown>,
  deed: audit.Deed,
): Promise<Profile> {
  return database.query.transaction().execute(async (transaction) => {
    const row = await lockRow(transaction, app, name);
    const service = serviceOf(row.service);
    const address = { app, profile: row.id, service: row.service };
    const sealed = await readSealedValues(transaction, row.id);
    const key = await dataKeys.open(row.data_key_id, transaction);
    const before = openValues(key, address, sealed);
    const settings = mergeSettings(before, changes);
    refuseWrong(service, settings);
    await replaceValues(transaction, key, address, settings);
    const updated = await transaction
      .updateTable("profiles")
      .set({ hints: JSON.stringify(hintsOf(service, settings)), updated_at: new Date() })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    // Names that no setting has are not repeated.
    const fields = Object.keys(changes).filter((field) => field in before || field in settings);
    const entry = { app, action: "profile.changed", subject: name, details: { fields } } as const;
    await audit.record(transaction, { ...deed, ...entry });
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

async function remove(
  database: Database,
  { app, name }: ProfileName,
  deed: audit.Deed,
): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const live = await holdLiveRelease(transaction, app);
    const row = await lockRow(transaction, app, name);
    await refuseInUse(transaction, { app, live }, name);
    await transaction.deleteFrom("profiles").where("id", "=", row.id).execute();
    await transaction.deleteFrom("data_keys").where("id", "=", row.data_key_id).execute();
    const entry = { app, action: "profile.deleted", subject: name } as const;
    await audit.record(transaction, { ...deed, ...entry });
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
