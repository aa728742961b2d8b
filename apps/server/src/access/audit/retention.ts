import type pg from "pg";

const checkEveryMs = 60 * 60 * 1000;
const stepSize = 5000;

const expireText = `
  delete from audit_entries where id in (
    select id from audit_entries
    where at < clock_timestamp() - $1 * interval '1 day'
    order by at limit $2)`;

/** Deletes entries that are older than so many days, in small steps; gives how many there were. */
export async function expire(pool: pg.Pool, days: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = (await pool.query(expireText, [days, stepSize])).rowCount ?? 0;
    deleted += count;
    if (count < stepSize) return deleted;
  }
}

/** Does so now and once an hour. @param onError Told of failures; the next hour tries again. */
export function keepExpiring(
  pool: pg.Pool,
  days: number,
  onError: (error: unknown) => void,
): Disposable {
  const run = () => void expire(pool, days).catch(onError);
  const timer = setInterval(run, checkEveryMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
