import type { Connection, CreateConnection, UpdateConnection } from "@trunkline/api-contract";
import { checkInput, InputError, type Service } from "@trunkline/service-kit";

import {
  announceChange,
  type Database,
  type Id,
  isUniqueViolation,
  newId,
} from "../database/index.ts";
import { openConnectionSettings, sealSettings } from "./connection-settings.ts";
import type { ContentsKey, DataKeys } from "./data-keys.ts";
import { ConnectionsError } from "./errors.ts";
import { mergeSettings } from "./merge-settings.ts";
import { serviceOf } from "./services.ts";

/** The connections of all apps. */
export interface Connections {
  /** @throws InputError, ConnectionsError `SERVICE_UNKNOWN`, `PROFILE_UNKNOWN`, `CONNECTION_EXISTS`. */
  create(app: Id<"app">, input: CreateConnection): Promise<Connection>;
  /** @throws ConnectionsError `CONNECTION_UNKNOWN`. */
  read(app: Id<"app">, name: string): Promise<Connection>;
  list(app: Id<"app">, page: { after: string | null; size: number }): Promise<Connection[]>;
  /** @throws InputError, ConnectionsError `CONNECTION_UNKNOWN`, `PROFILE_UNKNOWN`. */
  update(app: Id<"app">, name: string, changes: UpdateConnection): Promise<Connection>;
  /** Its attempts stay. @throws ConnectionsError `CONNECTION_UNKNOWN`. */
  delete(app: Id<"app">, name: string): Promise<void>;
}

type Query = Database["query"];
type ConnectionRow = Awaited<ReturnType<typeof findRow>>;

/** What the store works with. */
interface Store {
  readonly database: Database;
  readonly dataKeys: DataKeys;
}

/** Opens the store of connections. */
export function openConnections(database: Database, dataKeys: DataKeys): Connections {
  const store = { database, dataKeys };
  return {
    create: (app, input) => create(store, app, input),
    async read(app, name) {
      const row = await findRow(database.query, app, name);
      return toConnection(await dataKeys.openContents(app), row);
    },
    async list(app, page) {
      const rows = await rowsOf(database.query, app)
        .where("connections.name", ">", page.after ?? "")
        .orderBy("connections.name")
        .limit(page.size)
        .execute();
      const contents = await dataKeys.openContents(app);
      return rows.map((row) => toConnection(contents, row));
    },
    update: (app, name, changes) => update(store, app, name, changes),
    delete: (app, name) => remove(database, app, name),
  };
}

function rowsOf(query: Query, app: Id<"app">) {
  return query
    .selectFrom("connections")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .selectAll("connections")
    .select("profiles.name as profile_name")
    .where("connections.app_id", "=", app)
    .where("connections.deleted_at", "is", null);
}

async function findRow(query: Query, app: Id<"app">, name: string) {
  const row = await rowsOf(query, app).where("connections.name", "=", name).executeTakeFirst();
  if (row === undefined) throw unknownConnection(name);
  return row;
}

/** What is said of a connection that does not exist. */
export function unknownConnection(name: string): ConnectionsError {
  return new ConnectionsError(
    "CONNECTION_UNKNOWN",
    `There is no connection "${name}" in this app.`,
    "List the app's connections to see their names.",
  );
}

async function create(
  { database, dataKeys }: Store,
  app: Id<"app">,
  input: CreateConnection,
): Promise<Connection> {
  const { query } = database;
  const service = serviceOf(input.service);
  const settings = mergeSettings({}, input.settings ?? {});
  refuseWrong(service, settings);
  const profile = await findProfile(query, app, service, input.profile);
  await refuseUnknownTestProfile(query, app, service, settings);
  const contents = await dataKeys.openContents(app);
  const id = newId("con");
  try {
    const row = await query
      .insertInto("connections")
      .values({
        id,
        app_id: app,
        name: input.name,
        service: service.id,
        profile_id: profile.id,
        sealed_settings: sealSettings(contents, app, id, settings),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toConnection(contents, { ...row, profile_name: input.profile });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new ConnectionsError(
      "CONNECTION_EXISTS",
      `There is already a connection "${input.name}".`,
    );
  }
}

async function update(
  { database, dataKeys }: Store,
  app: Id<"app">,
  name: string,
  changes: UpdateConnection,
): Promise<Connection> {
  const contents = await dataKeys.openContents(app);
  return database.query.transaction().execute(async (transaction) => {
    await lockRow(transaction, app, name);
    const row = await findRow(transaction, app, name);
    const service = serviceOf(row.service);
    const before = openConnectionSettings(contents, app, row.id, row.sealed_settings);
    const settings = mergeSettings(before, changes.settings ?? {});
    refuseWrong(service, settings);
    const wanted = changes.profile ?? row.profile_name;
    const profile = await findProfile(transaction, app, service, wanted);
    await refuseUnknownTestProfile(transaction, app, service, settings);
    await transaction
      .updateTable("connections")
      .set({
        profile_id: profile.id,
        sealed_settings: sealSettings(contents, app, row.id, settings),
        updated_at: new Date(),
      })
      .where("id", "=", row.id)
      .execute();
    await announceChange(transaction);
    return toConnection(contents, await findRow(transaction, app, name));
  });
}

/** Two changes at the same moment follow one another, so that neither undoes the other. */
async function lockRow(query: Query, app: Id<"app">, name: string): Promise<void> {
  await query
    .selectFrom("connections")
    .select("id")
    .where("app_id", "=", app)
    .where("name", "=", name)
    .forUpdate()
    .execute();
}

async function remove(database: Database, app: Id<"app">, name: string): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const row = await findRow(transaction, app, name);
    await transaction.deleteFrom("connections").where("id", "=", row.id).execute();
    await announceChange(transaction);
  });
}

function refuseWrong(service: Service, settings: Record<string, unknown>): void {
  const problems = checkInput(service.connection, settings, "settings");
  if (problems.length > 0) throw new InputError(problems);
  const contradictions = service.checkConnection(settings);
  if (contradictions.length > 0) throw new InputError(contradictions);
}

async function refuseUnknownTestProfile(
  query: Query,
  app: Id<"app">,
  service: Service,
  settings: Record<string, unknown>,
): Promise<void> {
  const name = settings["testProfile"];
  if (typeof name === "string") await findProfile(query, app, service, name);
}

async function findProfile(query: Query, app: Id<"app">, service: Service, name: string) {
  const row = await query
    .selectFrom("profiles")
    .select("id")
    .where("app_id", "=", app)
    .where("name", "=", name)
    .where("service", "=", service.id)
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new ConnectionsError(
    "PROFILE_UNKNOWN",
    `There is no ${service.title} profile "${name}" in this app.`,
    "Add the profile first.",
  );
}

function toConnection(contents: ContentsKey, row: ConnectionRow): Connection {
  return {
    name: row.name,
    service: row.service,
    profile: row.profile_name,
    settings: openConnectionSettings(contents, row.app_id, row.id, row.sealed_settings),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
