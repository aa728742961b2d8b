import type { VaultRotation } from "@trunkline/api-contract";

import { advisoryLocks, type Database, holdingLock } from "../database/index.ts";
import type { DataKeys } from "./data-keys.ts";
import { type MasterKeys, rewrapCheck } from "./master-keys.ts";

/**
 * Brings everything under a new master key while the server goes on working. With a key file a new
 * key is made first, unless an earlier rotation was interrupted: then that one is finished. With
 * keys from the environment, everything is brought under the first of them.
 */
export async function rotateMasterKey(
  database: Database,
  masterKeys: MasterKeys,
  dataKeys: DataKeys,
): Promise<VaultRotation> {
  const client = await database.pool.connect();
  try {
    return await holdingLock(client, advisoryLocks.masterKey, async () => {
      await masterKeys.reload();
      if ((await dataKeys.countWaiting()) === 0) await masterKeys.provider.addKey?.();
      await masterKeys.reload();
      const rewrapped = await dataKeys.rewrapAll();
      await rewrapCheck(database, masterKeys.ring);
      const masterKeyId = masterKeys.ring.current.id;
      return { masterKeyId, rewrapped, notice: notice(masterKeys) };
    });
  } finally {
    client.release();
  }
}

function notice(masterKeys: MasterKeys): string {
  const where = masterKeys.provider.description;
  return masterKeys.provider.addKey === undefined
    ? `Everything is under the first key of ${where}. The others are needed only for older backups.`
    : `The new key is the first line of ${where}: back that file up. The older lines are needed only for older backups.`;
}
