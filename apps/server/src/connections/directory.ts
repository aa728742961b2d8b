import type { Service } from "@trunkline/service-kit";
import type { DataKey } from "@trunkline/vault";

import type { Database, Id } from "../database/index.ts";
import { unknownConnection } from "./connection-rows.ts";
import { type ConnectionSettings, openConnectionSettings } from "./connection-settings.ts";
import type { ContentsKey, DataKeys } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";
import {
  openValues,
  type ProfileAddress,
  readSealedValues,
  type SealedValues,
} from "./profile-values.ts";
import { findProfileRow, unknownProfile } from "./profiles.ts";
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

/**
 * Where a connection is looked for: in a release, in the draft, or in what is live, where a draft
 * connection that the live release lacks can be used already.
 */
export type ConnectionSource = { readonly release: number } | "draft" | "live";

/** Finds connections by name, from memory where that is safe. */
export interface Directory {
  /** @throws ConnectionsError `APP_UNKNOWN`, `APP_ARCHIVED`, `CONNECTION_UNKNOWN`, `PROFILE_UNKNOWN`. */
  resolve(app: string, connection: string, source: ConnectionSource): Promise<ResolvedConnection>;
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
  const readings = new Map<string, Promise<ResolvedConnection>>();
  let generation = 0;
  const readAndKeep = async (address: string, wanted: Wanted): Promise<ResolvedConnection> => {
    const readIn = generation;
    const resolved = await read(database, dataKeys, wanted);
    // A change that came while reading may not be in what was read.
    if (readIn === generation && mayKeep()) kept.set(address, resolved);
    return resolved;
  };
  /** Questions that come while the same one is being answered share its answer. */
  const readOnce = (address: string, wanted: Wanted): Promise<ResolvedConnection> => {
    const underWay = readings.get(address);
    if (underWay !== undefined) return underWay;
    const reading = readAndKeep(address, wanted).finally(() => {
      if (readings.get(address) === reading) readings.delete(address);
    });
    readings.set(address, reading);
    return reading;
  };
  return {
    async resolve(app, connection, source) {
      const of = typeof source === "string" ? source : source.release;
      const address = `${app}/${of}/${connection}`;
      const known = mayKeep() ? kept.get(address) : undefined;
      return known ?? readOnce(address, { app, connection, of });
    },
    resolveProfile: (app, profile) => readProfile(database, dataKeys, app, profile),
    forget() {
      generation += 1;
      kept.clear();
      // What is being read may be what was there before the change.
      readings.clear();
    },
  };
}

/** Opens a profile's settings; they are to be dropped when the call is over. */
export function openSettings(profile: SealedProfile): Record<string, unknown> {
  return openValues(profile.key, profile.address, profile.values);
}

/** Which connection is asked for; a number is a release's. */
interface Wanted {
  readonly app: string;
  readonly connection: string;
  readonly of: "draft" | "live" | number;
}

interface ConnectionRow {
  readonly app: Id<"app">;
  readonly isArchived: boolean;
  readonly id: Id<"con"> | null;
  readonly service: string;
  readonly sealed: Buffer;
  readonly profile: string;
}

const findText = `
  select apps.id as app, apps.archived_at is not null as "isArchived", found.*
  from apps left join lateral (
    select connection_id as id, service, sealed_settings as sealed, profile_name as profile,
      1 as priority
    from release_connections
    where $3 <> 'draft' and app_id = apps.id and number = coalesce($4, apps.live_release)
      and name = $2
    union all
    select c.id, c.service, c.sealed_settings, p.name, 2
    from connections c join profiles p on p.id = c.profile_id
    where $3 <> 'release' and c.app_id = apps.id and c.name = $2 and c.deleted_at is null
    order by priority limit 1
  ) as found on true
  where apps.name = $1`;

async function read(
  database: Database,
  dataKeys: DataKeys,
  { app, connection, of }: Wanted,
): Promise<ResolvedConnection> {
  const release = typeof of === "number" ? of : null;
  const source = typeof of === "number" ? "release" : of;
  const values = [app, connection, source, release];
  const row = (await database.pool.query<ConnectionRow>(findText, values)).rows[0];
  if (row === undefined) {
    throw new ConnectionsError("APP_UNKNOWN", `There is no app "${app}".`);
  }
  if (row.isArchived) throw new ConnectionsError("APP_ARCHIVED", `The app "${app}" is archived.`);
  if (row.id === null) throw unknownConnection(connection);
  const contents = await dataKeys.openContents(row.app);
  const profile = await readProfile(database, dataKeys, row.app, row.profile);
  // A release names its profile, which may have been made anew since.
  if (profile.service.id !== row.service) throw unknownProfile(row.profile);
  return {
    app: row.app,
    id: row.id,
    name: connection,
    service: serviceOf(row.service),
    settings: openConnectionSettings(contents, row.app, row.id, row.sealed),
    contents,
    profile,
  };
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
