import type { Attempt } from "@trunkline/api-contract";
import type pg from "pg";

import type { Id } from "../../database/index.ts";

/** Which attempts of an app are wanted, newest first. */
export interface AttemptFilter {
  readonly app: Id<"app">;
  readonly state: Attempt["state"] | null;
  readonly connection: string | null;
  readonly id: string | null;
  /** Only those older than this one. */
  readonly before: string | null;
  readonly size: number;
}

// An attempt whose owner is gone counts as unknown from the moment that its waiting time is over,
// whether or not anybody has met it since.
const listText = `
  select * from (
    select id, connection_name as connection, command,
      case when state = 'stored'
          and lease_until + $2 * interval '1 millisecond' < clock_timestamp()
        then 'unknown' else state end as state,
      idempotency_key as "idempotencyKey", sid, tries, error_code as "errorCode",
      twilio_code as "twilioCode", created_at as "createdAt", settled_at as "settledAt"
    from attempts
    where app_id = $1 and ($3::text is null or id < $3) and ($4::text is null or id = $4)
      and ($5::text is null or connection_name = $5)
      and ($6::text is null or state = $6 or ($6 = 'unknown' and state = 'stored'))
  ) as listed
  where $6::text is null or state = $6
  order by id desc limit $7`;

type Row = Omit<Attempt, "createdAt" | "settledAt"> & { createdAt: Date; settledAt: Date | null };

/** Lists attempts without their contents. */
export async function listAttempts(
  pool: pg.Pool,
  overdueAfterMs: number,
  filter: AttemptFilter,
): Promise<Attempt[]> {
  const answer = await pool.query<Row>(listText, [
    filter.app,
    overdueAfterMs,
    filter.before,
    filter.id,
    filter.connection,
    filter.state,
    filter.size,
  ]);
  return answer.rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }));
}
