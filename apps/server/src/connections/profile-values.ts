import { type DataKey, openText, seal } from "@trunkline/vault";

import type { Database, Id } from "../database/index.ts";

/** A profile's sealed settings, by field. */
export type SealedValues = ReadonlyMap<string, Buffer>;

/** What identifies a profile's values: they open with nothing else. */
export interface ProfileAddress {
  readonly app: Id<"app">;
  readonly profile: Id<"prf">;
  readonly service: string;
}

/** Opens every value of a profile with its own binding. */
export function openValues(
  key: DataKey,
  address: ProfileAddress,
  sealed: SealedValues,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [field, envelope] of sealed) {
    settings[field] = JSON.parse(openText(key, bindingOf(address, field), envelope));
  }
  return settings;
}

/** Reads the sealed values of a profile. */
export async function readSealedValues(
  query: Database["query"],
  profile: Id<"prf">,
): Promise<SealedValues> {
  const rows = await query
    .selectFrom("profile_values")
    .select(["field", "sealed"])
    .where("profile_id", "=", profile)
    .execute();
  return new Map(rows.map((row) => [row.field, row.sealed]));
}

function bindingOf(address: ProfileAddress, field: string) {
  return { app: address.app, profile: address.profile, service: address.service, field };
}

/** Seals every setting of a profile by itself and stores them in the place of those that were there. */
export async function replaceValues(
  query: Database["query"],
  key: DataKey,
  address: ProfileAddress,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const values = Object.entries(settings).map(([field, value]) => ({
    profile_id: address.profile,
    field,
    sealed: seal(key, bindingOf(address, field), JSON.stringify(value)),
  }));
  await query.deleteFrom("profile_values").where("profile_id", "=", address.profile).execute();
  await query.insertInto("profile_values").values(values).execute();
}
