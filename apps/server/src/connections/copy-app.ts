import type { Transaction } from "kysely";

import { type Id, newId, type Tables } from "../database/index.ts";
import { openConnectionSettings, sealSettings } from "./connection-settings.ts";
import type { ContentsKey, DataKeys } from "./data-keys.ts";
import { openValues, readSealedValues, replaceValues } from "./profile-values.ts";

/** An app that is being copied into another, which has its own keys. */
export interface AppCopy {
  readonly transaction: Transaction<Tables>;
  readonly dataKeys: DataKeys;
  readonly from: { readonly app: Id<"app">; readonly contents: ContentsKey };
  readonly to: { readonly app: Id<"app">; readonly contents: ContentsKey };
}

/** Copies every profile, sealed anew under a key of its own; gives the copies by their originals. */
export async function copyProfiles(way: AppCopy): Promise<ReadonlyMap<Id<"prf">, Id<"prf">>> {
  const { transaction, dataKeys, from, to } = way;
  const copies = new Map<Id<"prf">, Id<"prf">>();
  const rows = await transaction
    .selectFrom("profiles")
    .selectAll()
    .where("app_id", "=", from.app)
    .execute();
  for (const { id, name, service, data_key_id, hints } of rows) {
    const address = { app: from.app, profile: id, service };
    const sealed = await readSealedValues(transaction, id);
    const settings = openValues(await dataKeys.open(data_key_id, transaction), address, sealed);
    const keyId = await dataKeys.create(transaction, to.app, "profile");
    const copy = newId("prf");
    const values = { id: copy, app_id: to.app, name, service, data_key_id: keyId };
    await transaction
      .insertInto("profiles")
      .values({ ...values, hints: JSON.stringify(hints) })
      .execute();
    const key = await dataKeys.open(keyId, transaction);
    await replaceValues(transaction, key, { app: to.app, profile: copy, service }, settings);
    copies.set(id, copy);
  }
  return copies;
}

/** Copies the draft's connections, each with the copy of its profile. */
export async function copyConnections(
  { transaction, from, to }: AppCopy,
  profiles: ReadonlyMap<Id<"prf">, Id<"prf">>,
): Promise<void> {
  const rows = await transaction
    .selectFrom("connections")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .selectAll("connections")
    .select(["profiles.id as profile", "profiles.name as profile_name"])
    .where("connections.app_id", "=", from.app)
    .where("deleted_at", "is", null)
    .execute();
  for (const row of rows) {
    const profile = profiles.get(row.profile);
    if (profile === undefined) throw new Error("A connection names a profile that is not there.");
    const id = newId("con");
    const settings = openConnectionSettings(from.contents, from.app, row.id, row.sealed_settings);
    const sealed_settings = sealSettings(to.contents, to.app, id, settings);
    const { name, service, profile_name } = row;
    const values = { id, app_id: to.app, name, service, profile_id: profile, sealed_settings };
    await transaction.insertInto("connections").values(values).execute();
    const first = { connection_id: id, version: 1, profile_id: profile, profile_name };
    await transaction
      .insertInto("connection_versions")
      .values({ ...first, sealed_settings })
      .execute();
  }
}
