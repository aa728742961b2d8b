import { expect, it } from "vitest";

import { makeDatabase } from "../testing/test-database.ts";
import { announceChange, listen } from "./notifications.ts";

it("hears a change that another connection announces", async () => {
  await using database = await makeDatabase();
  let changes = 0;
  await using notifications = listen(database.pool, () => {
    changes += 1;
  });
  await expect.poll(() => notifications.isListening).toBe(true);
  const before = changes;
  await announceChange(database.query);
  await expect.poll(() => changes).toBeGreaterThan(before);
});

it("says that it does not listen while its connection is lost, and listens again", async () => {
  await using database = await makeDatabase();
  let changes = 0;
  await using notifications = listen(database.pool, () => {
    changes += 1;
  });
  await expect.poll(() => notifications.isListening).toBe(true);
  const before = changes;
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'",
  );
  await expect.poll(() => changes).toBeGreaterThanOrEqual(before + 2);
  await expect.poll(() => notifications.isListening).toBe(true);
});
