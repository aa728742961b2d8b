import type { Service } from "@trunkline/service-kit";
import type { DataKey } from "@trunkline/vault";

import type { Database, Id } from "../database/index.ts";
import { type ConnectionSettings, openConnectionSettings } from "./connection-settings.ts";
import { unknownConnection } from "./connections.ts";
import type { ContentsKey, DataKeys } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";
import {
  openValues,
  type ProfileAddress,
  readSealedValues,
  type SealedValues,
} from "./profile-values.ts";
import { findProfileRow } from "./profiles.ts";
import { serviceOf } from "./services.ts";

/** Everything that executing a command of a connection needs; the profile's values still sealed. */
export interface ResolvedConnection {
  readonly app: Id<"app">;
  readonly id: Id<"con">;
  readonly name: string;
  readonly service: Service;
  readonly settings: ConnectionSettings;
  readonly contents: ContentsKey;
  readonly profile: SealedProfile;
}

/** A profile whose values are opened for the length of one call only. */
export interface SealedProfile {
  readonly service: Service;
  /** Which account it belongs to: profiles of one account share its limits and connections. */
  readonly account: string;
  /** Whether it is marked as one for tests. */
  readonly isTest: boolean;
  readonly address: ProfileAddress;
  readonly key: DataKey;
  readonly values: SealedValues;
}

/** Finds connections by name, from memory where that is safe. */
export interface Directory {
  /** @throws ConnectionsError `APP_UNKNOWN`, `CONNECTION_UNKNOWN`. */
  resolve(app: string, connection: string): Promise<ResolvedConnection>;
  /** @throws ConnectionsError `PROFILE_UNKNOWN`. */
  resolveProfile(app: Id<"app">, profile: string): Promise<SealedProfile>;
  /** Forgets everything: something has changed. */
  forget(): void;
}

/**
 * Opens the directory.
 *
 * @param mayKeep False while changes made by other servers may go unheard: then nothing is kept.
 */
export function openDirectory(
  database: Database,
  dataKeys: DataKeys,
  mayKeep: () => boolean,
): Directory {
  const kept = new Map<string, ResolvedConnection>();
  let generation = 0;
  return {
    async resolve(app, connection) {
      const address = `${app}/${connection}`;
      const known = mayKeep() ? kept.get(address) : undefined;
      if (known !== undefined) return known;
      const readIn = generation;
      const resolved = await read(database, dataKeys, app, connection);
      // A change that came while reading may not be in what was read.
      if (readIn === generation && mayKeep()) kept.set(address, resolved);
      return resolved;
    },
    resolveProfile: (app, profile) => readProfile(database, dataKeys, app, profile),
    forget() {
      generation += 1;
      kept.clear();
    },
  };
}

/** Opens a profile's settings; they are to be dropped when the call is over. */
export function openSettings(profile: SealedProfile): Record<string, unknown> {
  return openValues(profile.key, profile.address, profile.values);
}

async function read(
  database: Database,
  dataKeys: DataKeys,
  app: string,
  connection: string,
): Promise<ResolvedConnection> {
  const row = await database.query
    .selectFrom("connections")
    .innerJoin("apps", "apps.id", "connections.app_id")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .select([
      "apps.id as app",
      "connections.id as id",
      "connections.name as name",
      "connections.service as service",
      "connections.sealed_settings as sealed",
      "profiles.name as profile",
    ])
    .where("apps.name", "=", app)
    .where("connections.name", "=", connection)
    .executeTakeFirst();
  if (row === undefined) throw await whatIsUnknown(database, app, connection);
  const contents = await dataKeys.openContents(row.app);
  return {
    app: row.app,
    id: row.id,
    name: row.name,
    service: serviceOf(row.service),
    settings: openConnectionSettings(contents, row.app, row.id, row.sealed),
    contents,
    profile: await readProfile(database, dataKeys, row.app, row.profile),
  };
}

async function whatIsUnknown(
  database: Database,
  app: string,
  connection: string,
): Promise<ConnectionsError> {
  const known = await database.query
    .selectFrom("apps")
    .select("id")
    .where("name", "=", app)
    .executeTakeFirst();
  if (known !== undefined) return unknownConnection(connection);
  return new ConnectionsError("APP_UNKNOWN", `There is no app "${app}".`);
}

async function readProfile(
  database: Database,
  dataKeys: DataKeys,
  app: Id<"app">,
  name: string,
): Promise<SealedProfile> {
  const row = await findProfileRow(database.query, app, name);
  const service = serviceOf(row.service);
  const address = { app, profile: row.id, service: row.service };
  const key = await dataKeys.open(row.data_key_id);
  const values = await readSealedValues(database.query, row.id);
  const settings = openValues(key, address, values);
  return {
    service,
    account: service.accountOf(settings),
    isTest: service.isTest(settings),
    address,
    key,
    values,
  };
}
