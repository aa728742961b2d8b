import { expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { aForm } from "../../testing/a-form.ts";
import { makeDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { RunJournal } from "../recording/run-journal.ts";
import { openRunRecords } from "../recording/run-records.ts";
import { markInterrupted } from "./mark-interrupted.ts";
import { openServerLife } from "./server-life.ts";

const times = { secondLookMs: 50, graceMs: 0, everyMs: 1000 };

async function beginRun(database: TestDatabase, server: `srv_${string}`) {
  const run = newId("run");
  const request = { method: "POST", body: null, query: {}, headers: {}, caller: null };
  const journal = new RunJournal({
    mayGoAgain: false,
    run,
    form: aForm(),
    trigger: "web-hook",
    caller: "owner",
    startedAt: new Date(),
    request,
  });
  await using records = openRunRecords(database, server, () => undefined);
  await records.begin(journal);
  return { run, journal };
}

async function statusOf(database: TestDatabase, run: string) {
  const { rows } = await database.pool.query<{ status: string }>(
    "select status from runs where id = $1",
    [run],
  );
  return rows[0]?.status;
}

it("marks the runs of a server that is gone, and of none that lives", async () => {
  await using database = await makeDatabase();
  await using life = await openServerLife(database.pool, newId("srv"));
  await using other = await openServerLife(database.pool, newId("srv"));
  const lost = await beginRun(database, newId("srv"));
  const own = await beginRun(database, life.server);
  const others = await beginRun(database, other.server);
  expect(await markInterrupted(database.pool, life.server, times)).toBe(1);
  expect(await statusOf(database, lost.run)).toBe("interrupted");
  expect(await statusOf(database, own.run)).toBe("running");
  expect(await statusOf(database, others.run)).toBe("running");
});

it("counts nobody as gone shortly after PostgreSQL itself has started", async () => {
  await using database = await makeDatabase();
  await using life = await openServerLife(database.pool, newId("srv"));
  await beginRun(database, newId("srv"));
  const day = 24 * 60 * 60 * 1000;
  const early = { ...times, graceMs: 365 * day };
  expect(await markInterrupted(database.pool, life.server, early)).toBe(0);
});

it("takes its lock again when its connection breaks", async () => {
  await using database = await makeDatabase();
  await using life = await openServerLife(database.pool, newId("srv"));
  await using other = await openServerLife(database.pool, newId("srv"));
  const { run } = await beginRun(database, life.server);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
  );
  const patient = { ...times, secondLookMs: 2000 };
  expect(await markInterrupted(database.pool, other.server, patient)).toBe(0);
  expect(await statusOf(database, run)).toBe("running");
});

it("lets the end of a run that was marked by mistake stand", async () => {
  await using database = await makeDatabase();
  await using life = await openServerLife(database.pool, newId("srv"));
  const server = newId("srv");
  const { run, journal } = await beginRun(database, server);
  await markInterrupted(database.pool, life.server, times);
  await using records = openRunRecords(database, server, () => undefined);
  const end = { status: "finished", problem: null, endedAt: new Date() } as const;
  await new Promise<void>((resolve) => records.end(journal, end, resolve));
  expect(await statusOf(database, run)).toBe("finished");
  const { rows } = await database.pool.query("select error_code, error_text from runs");
  expect(rows).toEqual([{ error_code: null, error_text: null }]);
});
