import type pg from "pg";

import type { Id } from "../../database/index.ts";

/** Which command of which connection an attempt was made with; null when the attempt is gone. */
export interface RecordedAttempt {
  readonly connection: string | null;
  readonly command: string | null;
}

/** Finds the attempts that steps point to, by their ids. */
export async function findRecordedAttempts(
  pool: pg.Pool,
  app: Id<"app">,
  attempts: readonly string[],
): Promise<ReadonlyMap<string, RecordedAttempt>> {
  if (attempts.length === 0) return new Map();
  const answer = await pool.query<RecordedAttempt & { readonly id: string }>(
    `select id, connection_id as connection, command
     from attempts where app_id = $1 and id = any($2::text[])`,
    [app, attempts],
  );
  return new Map(answer.rows.map(({ id, ...attempt }) => [id, attempt]));
}
