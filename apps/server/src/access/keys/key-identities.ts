import type { KeyKind } from "@trunkline/api-contract";

import { createBatcher, type Database, type Id } from "../../database/index.ts";
import type { Identity } from "../identity.ts";
import { identityOfUser } from "../users/identity-of-user.ts";

/** Who the holders of keys are, from memory where that is safe. */
export interface KeyIdentities {
  /** By the digest of a key; null when nobody has it, or its user is disabled. */
  find(digest: string): Identity | null | Promise<Identity | null>;
  /** Forgets everything: something has changed. */
  forget(): void;
}

const keptMs = 5000;

interface Kept {
  readonly identity: Identity;
  readonly until: number;
}

interface KeyRow {
  readonly user: Id<"usr">;
  readonly kind: KeyKind;
}

/**
 * Opens the memory of keys. Right ones are kept, for five seconds at most; wrong ones never, so that
 * guessing fills nothing, and all that come at once are looked for by one query.
 *
 * @param mayKeep False while changes made by other servers may go unheard: then nothing is kept.
 */
export function openKeyIdentities(
  database: Database,
  mayKeep: () => boolean,
  now: () => number = () => performance.now(),
): KeyIdentities {
  const kept = new Map<string, Kept>();
  const readings = new Map<string, Promise<Identity | null>>();
  const rows = createBatcher<string, KeyRow | null>({
    write: (digests) => findRows(database, digests),
    maxItems: 500,
    maxInFlight: 2,
  });
  let generation = 0;

  const read = async (digest: string): Promise<Identity | null> => {
    const readIn = generation;
    const row = await rows.add(digest);
    if (row === null) return null;
    const kind = row.kind === "api" ? "api-key" : "web-hook-key";
    const identity = await identityOfUser(database.query, row.user, kind);
    // A change that came while reading may not be in what was read.
    if (identity !== null && readIn === generation && mayKeep()) {
      kept.set(digest, { identity, until: now() + keptMs });
    }
    return identity;
  };
  /** Questions that come while the same one is being answered share its answer. */
  const readOnce = (digest: string): Promise<Identity | null> => {
    const underWay = readings.get(digest);
    if (underWay !== undefined) return underWay;
    const reading = read(digest).finally(() => {
      if (readings.get(digest) === reading) readings.delete(digest);
    });
    readings.set(digest, reading);
    return reading;
  };
  return {
    find(digest) {
      const known = kept.get(digest);
      if (known !== undefined && known.until > now() && mayKeep()) return known.identity;
      return readOnce(digest);
    },
    forget() {
      generation += 1;
      kept.clear();
      // What is being read may be what was there before the change.
      readings.clear();
    },
  };
}

/** The rows of digests, in their order; null for those that nobody has. */
async function findRows(
  database: Database,
  digests: readonly string[],
): Promise<(KeyRow | null)[]> {
  const bytes = digests.map((digest) => Buffer.from(digest, "base64"));
  const rows = await database.query
    .selectFrom("user_keys")
    .select(["digest", "user_id as user", "kind"])
    .where("digest", "in", bytes)
    .execute();
  const found = new Map(rows.map((row) => [row.digest.toString("base64"), row]));
  return digests.map((digest) => found.get(digest) ?? null);
}
