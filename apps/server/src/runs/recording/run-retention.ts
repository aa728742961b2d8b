import type pg from "pg";

const checkEveryMs = 10 * 60 * 1000;
const runsAtOnce = 500;
const keptAtOnce = 2000;

const deleteRunsText = `
  delete from runs where (app_id, id) in (
    select app_id, id from runs
    where delete_after < clock_timestamp() and status not in ('running', 'waiting', 'paused')
    order by delete_after limit $1)`;

const deleteKeptText = `
  delete from kept_values where (app_id, key_hash) in (
    select app_id, key_hash from kept_values where expires_at < clock_timestamp() limit $1)`;

/** Deletes runs whose time is over and kept values that have expired, in small portions. */
export async function expireRuns(pool: pg.Pool): Promise<{ runs: number; keptValues: number }> {
  return {
    runs: await inPortions(pool, deleteRunsText, runsAtOnce),
    keptValues: await inPortions(pool, deleteKeptText, keptAtOnce),
  };
}

/** Does so now and every ten minutes. @param onError Told of failures; the next time tries again. */
export function keepExpiringRuns(pool: pg.Pool, onError: (error: unknown) => void): Disposable {
  const run = () => void expireRuns(pool).catch(onError);
  const timer = setInterval(run, checkEveryMs);
  timer.unref();
  run();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function inPortions(pool: pg.Pool, text: string, portion: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = (await pool.query(text, [portion])).rowCount ?? 0;
    deleted += count;
    if (count < portion) return deleted;
  }
}
