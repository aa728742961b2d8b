import type { Run, RunAttempt } from "@trunkline/api-contract";
import type pg from "pg";

import type { Id } from "../../database/index.ts";
import { flowCaller } from "../effects/execute-command.ts";

/** Longer than any run of a Web Hook may take. */
const longestRunMs = 15 * 60 * 1000;
const timeChars = 9;

// The ids of attempts grow with time, so the primary key narrows this to those made meanwhile.
const attemptsText = `
  select id as attempt, substr(idempotency_key, length($4) + 1) as "stepId",
    connection_name as connection, command, state, sid
  from attempts
  where app_id = $1 and id >= $2 and id < $3 and starts_with(idempotency_key, $4) and caller = $5
  order by id`;

/** The attempts that a run made: all that is known of a run whose server died. */
export async function attemptsOf(
  pool: pg.Pool,
  app: Id<"app">,
  flow: Id<"flow">,
  run: Run,
): Promise<RunAttempt[]> {
  const startedAt = Date.parse(run.startedAt);
  const answer = await pool.query<RunAttempt>(attemptsText, [
    app,
    idAt(startedAt),
    idAt(startedAt + longestRunMs),
    `${run.id}:`,
    flowCaller(flow),
  ]);
  return answer.rows;
}

function idAt(ms: number): string {
  return `att_${ms.toString(36).padStart(timeChars, "0")}`;
}
