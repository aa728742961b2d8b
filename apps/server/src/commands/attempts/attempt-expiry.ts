import type pg from "pg";

/** For how long a key is remembered: the same key never sends twice within it. */
const keptDays = 90;
const checkEveryMs = 60 * 60 * 1000;
const stepSize = 5000;

const expireText = `
  delete from attempts where (app_id, id) in (
    select app_id, id from attempts
    where created_at < clock_timestamp() - $1 * interval '1 day' and state in ('done', 'not-done')
    limit $2)`;

/** Deletes settled attempts that are older than 90 days, in small steps. */
export async function expireAttempts(pool: pg.Pool): Promise<number> {
  let deleted = 0;
  for (;;) {
    const answer = await pool.query(expireText, [keptDays, stepSize]);
    deleted += answer.rowCount ?? 0;
    if ((answer.rowCount ?? 0) < stepSize) return deleted;
  }
}

/** Does so now and once an hour. @param onError Told of failures; the next hour tries again. */
export function keepExpiring(pool: pg.Pool, onError: (error: unknown) => void): Disposable {
  const run = () => void expireAttempts(pool).catch(onError);
  const timer = setInterval(run, checkEveryMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
