import type {
  Connection,
  ConnectionVersion,
  CreateConnection,
  UpdateConnection,
} from "@trunkline/api-contract";

import { audit } from "../access/index.ts";
import type { Database, Id, VersionConflict, VersionMatch } from "../database/index.ts";
import {
  type ConnectionRow,
  connectionsOf,
  lockConnection,
  requireConnection,
  toConnection,
} from "./connection-rows.ts";
import { openConnectionSettings } from "./connection-settings.ts";
import { listConnectionVersions } from "./connection-versions.ts";
import type { DataKeys } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";
import { mergeSettings } from "./merge-settings.ts";
import { removeConnection } from "./remove-connection.ts";
import { saveConnection } from "./save-connection.ts";

/** The connections of all apps. A conflict of versions is an answer. */
export interface Connections {
  /** @throws InputError, ConnectionsError `SERVICE_UNKNOWN`, `PROFILE_UNKNOWN`, `CONNECTION_EXISTS`. */
  create(app: Id<"app">, input: CreateConnection, deed: audit.Deed): Promise<Connection>;
  /** @throws ConnectionsError `CONNECTION_UNKNOWN`. */
  read(app: Id<"app">, name: string): Promise<Connection>;
  list(app: Id<"app">, page: { after: string | null; size: number }): Promise<Connection[]>;
  /** The kept versions, newest first. @throws ConnectionsError `CONNECTION_UNKNOWN`. */
  versions(app: Id<"app">, name: string): Promise<ConnectionVersion[]>;
  /** @throws InputError, ConnectionsError `CONNECTION_UNKNOWN`, `PROFILE_UNKNOWN`. */
  update(
    address: ConnectionAddress,
    changes: UpdateConnection,
    by: ChangeBy,
  ): Promise<{ readonly kind: "saved"; readonly connection: Connection } | VersionConflict>;
  /** Its attempts stay, and so do releases that have it. @throws ConnectionsError `CONNECTION_UNKNOWN`. */
  delete(
    address: ConnectionAddress,
    by: ChangeBy,
  ): Promise<{ readonly kind: "deleted" } | VersionConflict>;
}

/** The connection that is meant. */
export interface ConnectionAddress {
  readonly app: Id<"app">;
  readonly name: string;
}

/** Who changes a connection, and which version of it. */
export interface ChangeBy {
  readonly match: VersionMatch;
  readonly deed: audit.Deed;
}

/** What the store works with. */
interface Store {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

/** Opens the store of connections. */
export function openConnections(database: Database, dataKeys: DataKeys): Connections {
  const store = { database, dataKeys };
  const { query } = database;
  return {
    create: (app, input, deed) => create(store, app, input, deed),
    async read(app, name) {
      const row = await requireConnection(query, app, name);
      return toConnection(await dataKeys.openContents(app), row);
    },
    async list(app, page) {
      const rows = await connectionsOf(query, app)
        .where("connections.name", ">", page.after ?? "")
        .orderBy("connections.name")
        .limit(page.size)
        .execute();
      const contents = await dataKeys.openContents(app);
      return rows.map((row) => toConnection(contents, row));
    },
    versions: (app, name) => listConnectionVersions(query, app, name),
    update: (address, changes, by) => update(store, address, changes, by),
    async delete({ app, name }, { match, deed }) {
      const contents = await dataKeys.openContents(app);
      return query.transaction().execute(async (transaction) => {
        const outcome = await removeConnection(transaction, { app, contents }, name, match);
        if (outcome.kind === "conflict") return outcome;
        const entry = { app, action: "connection.deleted", subject: name } as const;
        await audit.record(transaction, { ...deed, ...entry });
        return outcome;
      });
    },
  };
}

async function create(
  { database, dataKeys }: Store,
  app: Id<"app">,
  { name, service, profile, settings }: CreateConnection,
  deed: audit.Deed,
): Promise<Connection> {
  const contents = await dataKeys.openContents(app);
  const given = { name, service, profile, settings: mergeSettings({}, settings ?? {}) };
  return database.query.transaction().execute(async (transaction) => {
    const outcome = await saveConnection(transaction, { app, contents }, given, null);
    if (outcome.kind === "conflict" || !outcome.isNew) {
      throw new ConnectionsError("CONNECTION_EXISTS", `There is already a connection "${name}".`);
    }
    await recordSave(transaction, outcome.row, deed);
    return toConnection(contents, outcome.row);
  });
}

async function update(
  { database, dataKeys }: Store,
  { app, name }: ConnectionAddress,
  changes: UpdateConnection,
  { match, deed }: ChangeBy,
): Promise<{ readonly kind: "saved"; readonly connection: Connection } | VersionConflict> {
  const contents = await dataKeys.openContents(app);
  return database.query.transaction().execute(async (transaction) => {
    // Two changes at the same moment follow one another, so that neither undoes the other.
    await lockConnection(transaction, app, name);
    const row = await requireConnection(transaction, app, name);
    const before = openConnectionSettings(contents, app, row.id, row.sealed_settings);
    const given = {
      name,
      service: row.service,
      profile: changes.profile ?? row.profile_name,
      settings: mergeSettings(before, changes.settings ?? {}),
    };
    const from = match ?? "any";
    const outcome = await saveConnection(transaction, { app, contents }, given, from);
    if (outcome.kind === "conflict") return outcome;
    if (outcome.row.version !== row.version) await recordSave(transaction, outcome.row, deed);
    return { kind: "saved", connection: toConnection(contents, outcome.row) };
  });
}

async function recordSave(
  transaction: Database["query"],
  { app_id, name, version, profile_name }: ConnectionRow,
  deed: audit.Deed,
): Promise<void> {
  const entry = { app: app_id, action: "connection.saved", subject: name } as const;
  const details = { version, profile: profile_name };
  await audit.record(transaction, { ...deed, ...entry, details });
}
