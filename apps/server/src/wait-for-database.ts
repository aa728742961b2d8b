import { setTimeout as pause } from "node:timers/promises";

import type pg from "pg";

import { isDatabaseAway } from "./database/index.ts";
import { StartError } from "./start-error.ts";

const waitMs = 60_000;
const lookEveryMs = 500;

/**
 * Waits until the database answers: it may be starting at the same moment as we are.
 *
 * @throws StartError `DATABASE_UNREACHABLE` after a minute.
 */
export async function waitForDatabase(pool: pg.Pool, onWait: () => void): Promise<void> {
  const giveUpAt = performance.now() + waitMs;
  let told = false;
  for (;;) {
    try {
      await pool.query("select 1");
      return;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      if (performance.now() > giveUpAt) {
        throw new StartError(
          "DATABASE_UNREACHABLE",
          "The database of TRUNKLINE_DATABASE_URL did not answer for a minute.",
          error,
        );
      }
    }
    if (!told) onWait();
    told = true;
    await pause(lookEveryMs);
  }
}
