import type pg from "pg";

const checkEveryMs = 60_000;
const stepSize = 5000;

const expireTexts = [
  `delete from hook_calls where run_id in (
    select run_id from hook_calls where expires_at < clock_timestamp() limit $1)`,
  `delete from hook_signatures where (flow_id, signature) in (
    select flow_id, signature from hook_signatures where expires_at < clock_timestamp() limit $1)`,
] as const;

/** Deletes keys and signatures whose time is over, in small steps; gives how many there were. */
export async function expireHookCalls(pool: pg.Pool): Promise<number> {
  let deleted = 0;
  for (const text of expireTexts) {
    for (;;) {
      const count = (await pool.query(text, [stepSize])).rowCount ?? 0;
      deleted += count;
      if (count < stepSize) break;
    }
  }
  return deleted;
}

/** Does so now and once a minute. @param onError Told of failures; the next minute tries again. */
export function keepHookCallsExpiring(
  pool: pg.Pool,
  onError: (error: unknown) => void,
): Disposable {
  const run = () => void expireHookCalls(pool).catch(onError);
  const timer = setInterval(run, checkEveryMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
