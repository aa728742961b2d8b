import { isDeepStrictEqual } from "node:util";

import type { Service } from "@trunkline/service-kit";

import {
  announceChange,
  conflictOf,
  type Database,
  type Id,
  newId,
  type VersionConflict,
  type VersionMatch,
} from "../database/index.ts";
import { holdProfiles, refuseWrongSettings } from "./check-connection.ts";
import { type ConnectionRow, lockConnection, requireConnection } from "./connection-rows.ts";
import {
  type ConnectionSettings,
  openConnectionSettings,
  sealSettings,
} from "./connection-settings.ts";
import { keepConnectionVersion } from "./connection-versions.ts";
import type { ContentsKey } from "./data-keys.ts";
import { serviceOf } from "./services.ts";

type Query = Database["query"];

/** A connection as somebody gives it whole. */
export interface GivenConnection {
  readonly name: string;
  readonly service: string;
  readonly profile: string;
  readonly settings: ConnectionSettings;
}

/** Whose connection it is, and what seals its settings. */
export interface ConnectionPlace {
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
}

/** What came of saving a connection. */
export type ConnectionOutcome =
  | { readonly kind: "saved"; readonly isNew: boolean; readonly row: ConnectionRow }
  | VersionConflict;

/**
 * Makes a connection, or its next version. Saving what is there already changes nothing. A deleted
 * connection comes back as the same one, so that its attempts still hold.
 *
 * @param transaction Whoever saves several documents in it locks the app's row first (`lockApp`).
 * @param match Null makes one and changes none.
 * @throws InputError, ConnectionsError `SERVICE_UNKNOWN`, `PROFILE_UNKNOWN`, before anything is
 * written.
 */
export async function saveConnection(
  transaction: Query,
  place: ConnectionPlace,
  given: GivenConnection,
  match: VersionMatch,
): Promise<ConnectionOutcome> {
  const { app } = place;
  const service = serviceOf(given.service);
  refuseWrongSettings(service, given.settings);
  const held = { app, service, profile: given.profile };
  const profile = await holdProfiles(transaction, held, given.settings);
  const to = { ...place, given, service, profile };
  const found = await lockConnection(transaction, app, given.name);
  if (found === undefined && match === null && (await insert(transaction, to))) {
    return saved(transaction, to, true);
  }
  const before = found ?? (await lockConnection(transaction, app, given.name));
  if (before === undefined) return conflictOf(match, null);
  if (before.deleted_at !== null) {
    if (match !== null) return conflictOf(match, null);
    await writeNext(transaction, to, before);
    return saved(transaction, to, true);
  }
  const row = await requireConnection(transaction, app, given.name);
  if (isWhatThereIs(to, row)) return { kind: "saved", isNew: false, row };
  if (match !== "any" && match !== row.version) return conflictOf(match, row.version);
  await writeNext(transaction, to, row);
  return saved(transaction, to, false);
}

/** A checked connection on its way into the database. */
interface Checked extends ConnectionPlace {
  readonly given: GivenConnection;
  readonly service: Service;
  readonly profile: Id<"prf">;
}

function isWhatThereIs({ app, contents, given, service }: Checked, row: ConnectionRow): boolean {
  if (row.service !== service.id || row.profile_name !== given.profile) return false;
  const settings = openConnectionSettings(contents, app, row.id, row.sealed_settings);
  return isDeepStrictEqual(settings, JSON.parse(JSON.stringify(given.settings)));
}

/** False when there is one of that name. */
async function insert(transaction: Query, checked: Checked): Promise<boolean> {
  const { app, contents, given, service, profile } = checked;
  const id = newId("con");
  const made = await transaction
    .insertInto("connections")
    .values({
      id,
      app_id: app,
      name: given.name,
      service: service.id,
      profile_id: profile,
      sealed_settings: sealSettings(contents, app, id, given.settings),
    })
    .onConflict((conflict) => conflict.columns(["app_id", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return made !== undefined;
}

async function writeNext(
  transaction: Query,
  { app, contents, given, service, profile }: Checked,
  { id, version }: { readonly id: Id<"con">; readonly version: number },
): Promise<void> {
  await transaction
    .updateTable("connections")
    .set({
      service: service.id,
      profile_id: profile,
      sealed_settings: sealSettings(contents, app, id, given.settings),
      version: version + 1,
      deleted_at: null,
      updated_at: new Date(),
    })
    .where("id", "=", id)
    .execute();
}

async function saved(
  transaction: Query,
  { app, given }: Checked,
  isNew: boolean,
): Promise<ConnectionOutcome> {
  const row = await requireConnection(transaction, app, given.name);
  await keepConnectionVersion(transaction, row);
  await announceChange(transaction);
  return { kind: "saved", isNew, row };
}
