import {
  type Binding,
  createDataKey,
  type DataKey,
  openDataKey,
  rewrapDataKey,
  VaultError,
  wrappedKeyId,
} from "@trunkline/vault";
import type { Transaction } from "kysely";

import {
  advisoryLocks,
  type Database,
  type Id,
  newId,
  sharingLock,
  type Tables,
} from "../database/index.ts";
import type { MasterKeys } from "./master-keys.ts";

/** The stored data keys: made, opened and wrapped anew here and nowhere else. */
export interface DataKeys {
  /** Makes the key of a new profile, or of the contents of a new app, within a transaction. */
  create(
    transaction: Transaction<Tables>,
    app: Id<"app">,
    purpose: "profile" | "contents",
  ): Promise<Id<"key">>;
  /**
   * The opened key; it stays open in memory, as it is needed for every call.
   *
   * @param within The transaction that made the key, which nobody else can see yet.
   */
  open(id: Id<"key">, within?: Transaction<Tables>): Promise<DataKey>;
  /** The key that seals an app's contents. */
  openContents(app: Id<"app">): Promise<ContentsKey>;
  /** The key that signs the cookies of sessions, which all servers share; made when there is none. */
  openForSessions(): Promise<DataKey>;
  /**
   * Wraps every key that is under an older master key anew, in small steps: it can be interrupted
   * at any moment, and asking again goes on.
   *
   * @returns How many were wrapped anew.
   */
  rewrapAll(): Promise<number>;
  /** How many are still under an older master key. */
  countWaiting(): Promise<number>;
}

/** The key of an app's contents and the id of its row. */
export interface ContentsKey {
  readonly id: Id<"key">;
  readonly key: DataKey;
}

const rewrapStep = 100;

/** Opens the store of data keys. */
export function openDataKeys(database: Database, masterKeys: MasterKeys): DataKeys {
  const opened = new Map<Id<"key">, DataKey>();
  return {
    async create(transaction, app, purpose) {
      const row = await newRow(transaction, masterKeys, app, purpose);
      await transaction.insertInto("data_keys").values(row).execute();
      return row.id;
    },
    async open(id, within) {
      const known = opened.get(id);
      if (known !== undefined) return known;
      const key = await openStored(within ?? database.query, masterKeys, id);
      if (within === undefined) opened.set(id, key);
      return key;
    },
    async openContents(app) {
      const row = await database.query
        .selectFrom("data_keys")
        .select("id")
        .where("app_id", "=", app)
        .where("purpose", "=", "contents")
        .executeTakeFirstOrThrow();
      return { id: row.id, key: await this.open(row.id) };
    },
    async openForSessions() {
      const id = (await findForSessions(database)) ?? (await makeForSessions(database, masterKeys));
      return this.open(id);
    },
    rewrapAll: () => rewrapAll(database, masterKeys),
    countWaiting: () => countWaiting(database, masterKeys),
  };
}

function bindingOf(app: Id<"app"> | null, id: Id<"key">): Binding {
  return app === null ? { purpose: "sessions", dataKey: id } : { app, dataKey: id };
}

async function newRow(
  transaction: Transaction<Tables>,
  masterKeys: MasterKeys,
  app: Id<"app"> | null,
  purpose: "profile" | "contents" | "sessions",
) {
  const id = newId("key");
  // Nothing new is to be sealed under a key that is on its way out: a rotation waits for keys
  // that are being made, and they for it.
  await sharingLock(transaction, advisoryLocks.masterKey);
  await masterKeys.reload();
  const made = createDataKey(masterKeys.ring, bindingOf(app, id));
  const { masterKeyId: master_key_id } = made;
  return { id, app_id: app, purpose, wrapped: Buffer.from(made.wrapped), master_key_id };
}

async function findForSessions({ query }: Pick<Database, "query">): Promise<Id<"key"> | null> {
  const row = await query
    .selectFrom("data_keys")
    .select("id")
    .where("purpose", "=", "sessions")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** When another server is quicker, its key is the one that all use. */
async function makeForSessions(database: Database, masterKeys: MasterKeys): Promise<Id<"key">> {
  await database.query.transaction().execute(async (transaction) => {
    const row = await newRow(transaction, masterKeys, null, "sessions");
    await transaction
      .insertInto("data_keys")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  const id = await findForSessions(database);
  if (id === null) throw new Error("The key of sessions is gone right after it was made.");
  return id;
}

async function openStored(
  query: Database["query"],
  masterKeys: MasterKeys,
  id: Id<"key">,
): Promise<DataKey> {
  const row = await query
    .selectFrom("data_keys")
    .select(["app_id", "wrapped"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const binding = bindingOf(row.app_id, id);
  try {
    return openDataKey(masterKeys.ring, binding, row.wrapped);
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== "VAULT_KEY_UNKNOWN") throw error;
    await masterKeys.reload();
    return openDataKey(masterKeys.ring, binding, row.wrapped);
  }
}

async function rewrapAll(database: Database, masterKeys: MasterKeys): Promise<number> {
  let count = 0;
  for (;;) {
    const rows = await database.query
      .selectFrom("data_keys")
      .select(["id", "app_id", "wrapped", "master_key_id"])
      .where("master_key_id", "!=", masterKeys.ring.current.id)
      .limit(rewrapStep)
      .execute();
    if (rows.length === 0) break;
    for (const row of rows) {
      // Null when the key itself is current already: then only the column lags behind.
      const rewrapped = rewrapDataKey(
        masterKeys.ring,
        bindingOf(row.app_id, row.id),
        row.wrapped,
      ) ?? { wrapped: row.wrapped, masterKeyId: wrappedKeyId(row.wrapped) };
      // Another server may be doing the same: whoever comes second finds nothing to do.
      await database.query
        .updateTable("data_keys")
        .set({ wrapped: Buffer.from(rewrapped.wrapped), master_key_id: rewrapped.masterKeyId })
        .where("id", "=", row.id)
        .where("master_key_id", "=", row.master_key_id)
        .execute();
      count += 1;
    }
  }
  return count;
}

async function countWaiting(database: Database, masterKeys: MasterKeys): Promise<number> {
  const row = await database.query
    .selectFrom("data_keys")
    .select((build) => build.fn.countAll<string>().as("count"))
    .where("master_key_id", "!=", masterKeys.ring.current.id)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
