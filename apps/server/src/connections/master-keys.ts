import {
  type Binding,
  createDataKey,
  KeyRing,
  type MasterKeyProvider,
  openDataKey,
  openText,
  rewrapDataKey,
  seal,
  VaultError,
} from "@trunkline/vault";
import type pg from "pg";

import { advisoryLocks, type Database, holdingLock } from "../database/index.ts";
import { ConnectionsError } from "./errors.ts";

const checkBinding: Binding = { purpose: "master key check" };
const checkText = "This database belongs to the master key that opens this text.";

/** The master keys in use by this server. */
export interface MasterKeys {
  readonly ring: KeyRing;
  readonly provider: MasterKeyProvider;
  /** True when this start made the first key. */
  readonly wasCreated: boolean;
  /** Loads the keys again: another server may have added one. */
  reload(): Promise<void>;
}

/**
 * Loads the master keys and makes sure that they fit the database. A new key is made only for a
 * database that holds nothing sealed.
 *
 * @throws ConnectionsError `MASTER_KEY_MISSING`, VaultError `VAULT_KEY_UNKNOWN` and those of the
 * provider.
 */
export async function openMasterKeys(
  database: Database,
  provider: MasterKeyProvider,
): Promise<MasterKeys> {
  const client = await database.pool.connect();
  try {
    return await holdingLock(client, advisoryLocks.masterKey, () => open(client, provider));
  } finally {
    client.release();
  }
}

async function open(client: pg.PoolClient, provider: MasterKeyProvider): Promise<MasterKeys> {
  const check = await readCheck(client);
  const loaded = await provider.load();
  if (loaded === null && check !== null) throw missing(provider);
  const keys = loaded ?? (await create(provider));
  let ring = new KeyRing(keys);
  if (check === null) await writeCheck(client, ring);
  else proveCheck(ring, check);
  await refuseUnknown(client, ring);
  return {
    get ring() {
      return ring;
    },
    provider,
    wasCreated: loaded === null,
    async reload() {
      ring = new KeyRing((await provider.load()) ?? keys);
    },
  };
}

async function create(provider: MasterKeyProvider) {
  if (provider.create === undefined) throw missing(provider);
  return provider.create();
}

function missing(provider: MasterKeyProvider): ConnectionsError {
  return new ConnectionsError(
    "MASTER_KEY_MISSING",
    `The database holds data sealed under a master key, and there is none in ${provider.description}.`,
    "Put the key file back from its backup, or set TRUNKLINE_MASTER_KEY. Without the key the stored credentials cannot be opened by anybody.",
  );
}

interface Check {
  readonly check_key: Buffer;
  readonly check_envelope: Buffer;
}

async function readCheck(client: pg.PoolClient): Promise<Check | null> {
  const answer = await client.query<Check>("select check_key, check_envelope from vault_state");
  return answer.rows[0] ?? null;
}

async function writeCheck(client: pg.PoolClient, ring: KeyRing): Promise<void> {
  const made = createDataKey(ring, checkBinding);
  await client.query("insert into vault_state (check_key, check_envelope) values ($1, $2)", [
    made.wrapped,
    seal(made.dataKey, checkBinding, checkText),
  ]);
}

function proveCheck(ring: KeyRing, check: Check): void {
  const key = openDataKey(ring, checkBinding, check.check_key);
  if (openText(key, checkBinding, check.check_envelope) !== checkText) {
    throw new VaultError("VAULT_TAMPERED", "The master key's check in the database is damaged.");
  }
}

async function refuseUnknown(client: pg.PoolClient, ring: KeyRing): Promise<void> {
  const answer = await client.query<{ id: string }>(
    "select distinct master_key_id as id from data_keys",
  );
  for (const row of answer.rows) ring.get(row.id);
}

/** Wraps the check's own key under the current master key; doing it twice is safe. */
export async function rewrapCheck(database: Database, ring: KeyRing): Promise<void> {
  const row = await database.query
    .selectFrom("vault_state")
    .select("check_key")
    .executeTakeFirstOrThrow();
  const rewrapped = rewrapDataKey(ring, checkBinding, row.check_key);
  if (rewrapped === null) return;
  await database.query
    .updateTable("vault_state")
    .set({ check_key: Buffer.from(rewrapped.wrapped) })
    .execute();
}
