import { expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { makeDatabase } from "../../testing/test-database.ts";
import { expireRuns } from "./run-retention.ts";

it("deletes runs whose days are over and kept values that have expired, and no others", async () => {
  await using database = await makeDatabase();
  const { pool } = database;
  await pool.query(
    `insert into runs (app_id, id, flow_id, flow_name, kind, version, is_draft, trigger, caller,
       status, server, data_key_id, started_at, delete_after)
     select 'app_1', 'run_' || number, 'flow_1', 'order', 'web-hook', 1, false, 'web-hook', 'owner',
       case when number = 1 then 'running' else 'finished' end, $1, 'key_1', now(),
       case when number = 1001 then now() + interval '1 hour' else now() - interval '1 hour' end
     from generate_series(1, 1001) as number`,
    [newId("srv")],
  );
  await pool.query(
    `insert into kept_values (app_id, key_hash, data_key_id, sealed_value, kept_by, expires_at)
     values ('app_1', 'a', 'key_1', '', '', now() - interval '1 s'),
       ('app_1', 'b', 'key_1', '', '', null)`,
  );
  expect(await expireRuns(pool)).toEqual({ runs: 999, keptValues: 1 });
  const { rows } = await pool.query("select id from runs order by id");
  expect(rows).toEqual([{ id: "run_1" }, { id: "run_1001" }]);
});
