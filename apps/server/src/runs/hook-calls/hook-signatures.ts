import type pg from "pg";

import { createBatcher, type Id } from "../../database/index.ts";

/** A signature of a request to a flow's hook. */
export interface UsedSignature {
  readonly flow: Id<"flow">;
  readonly bytes: Uint8Array;
  readonly expiresAt: Date;
}

/** Signatures that were used: each is taken once, by whichever server sees it first. */
export interface HookSignatures {
  /** False when it was taken before. It is committed before it counts as taken. */
  take(signature: UsedSignature): Promise<boolean>;
}

const takeText = `
  insert into hook_signatures (flow_id, signature, expires_at)
  select * from unnest($1::text[], $2::bytea[], $3::timestamptz[])
  on conflict do nothing
  returning flow_id || encode(signature, 'hex') as taken`;

/** Opens the used signatures. */
export function openHookSignatures(pool: pg.Pool): HookSignatures {
  const batcher = createBatcher<UsedSignature, boolean>({
    maxItems: 500,
    maxInFlight: 2,
    async write(items) {
      const answer = await pool.query<{ taken: string }>({
        name: "hook-signatures-take",
        text: takeText,
        values: [
          items.map((one) => one.flow),
          items.map((one) => one.bytes),
          items.map((one) => one.expiresAt),
        ],
      });
      const taken = new Set(answer.rows.map((row) => row.taken));
      // Two equal ones may be in one batch: only the first of them has taken it.
      return items.map((one) => taken.delete(one.flow + Buffer.from(one.bytes).toString("hex")));
    },
  });
  return { take: (signature) => batcher.add(signature) };
}
