import { expect, it } from "vitest";

import { newId } from "../../database/index.ts";
import { aForm } from "../../testing/a-form.ts";
import { type EndedRun, openRunEnds } from "./run-ends.ts";
import { RunJournal } from "./run-journal.ts";

const request = { method: "POST", body: null, query: {}, headers: {}, caller: null };
const end = { status: "finished", problem: null, endedAt: new Date() } as const;
const away = Object.assign(new Error("The database is away"), { code: "ECONNREFUSED" });

function aRun(mayGoAgain = false): RunJournal {
  return new RunJournal({
    run: newId("run"),
    form: aForm(),
    trigger: "web-hook",
    caller: "owner",
    startedAt: new Date(),
    request,
    mayGoAgain,
  });
}

/** Ends that are written into a list of batches; failures come first, one for each write. */
function openEnds(failures: Error[] = []) {
  const batches: RunJournal[][] = [];
  const unexpected: unknown[] = [];
  const ends = openRunEnds({
    write: async (ended: readonly EndedRun[]) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      batches.push(ended.map(({ journal }) => journal));
    },
    onUnexpected: (error) => unexpected.push(error),
  });
  const add = (journal: RunJournal) =>
    new Promise<void>((settled) => ends.add({ journal, end, settled }));
  return { ends, batches, unexpected, add };
}

it("writes ends that come within a moment together, in their order", async () => {
  const { batches, add } = openEnds();
  const runs = [aRun(), aRun(), aRun()];
  await Promise.all(runs.map(add));
  expect(batches).toEqual([runs]);
  await add(aRun());
  expect(batches).toHaveLength(2);
});

it("lets a run that may go again wait for nobody, with all that have gathered", async () => {
  const { batches, add } = openEnds();
  const first = aRun();
  void add(first);
  const urgent = aRun(true);
  const settled = add(urgent);
  expect(batches).toEqual([[first, urgent]]);
  await settled;
});

it("fills batches while there are many, one after another", async () => {
  const { batches, add } = openEnds();
  await Promise.all(Array.from({ length: 1200 }, () => add(aRun())));
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 200]);
});

it("writes what has gathered at once when it is disposed", async () => {
  const { ends, batches, add } = openEnds();
  const run = aRun();
  const settled = add(run);
  await ends[Symbol.asyncDispose]();
  expect(batches).toEqual([[run]]);
  await settled;
});

it("tries again while the database is away", async () => {
  const { batches, unexpected, add } = openEnds([away]);
  await add(aRun(true));
  expect([batches.length, unexpected]).toEqual([1, []]);
});

it("writes one by one when a row is at fault, and lets go of that one alone", async () => {
  const fault = new Error("A row is wrong");
  const { batches, unexpected, add } = openEnds([fault, fault]);
  const runs = [aRun(), aRun(), aRun()];
  await Promise.all(runs.map(add));
  expect(batches).toEqual([[runs[1]], [runs[2]]]);
  expect(unexpected).toEqual([fault]);
});
