import type { Effect, Host, Outcome, RunResult } from "@trunkline/flow/run";
import { expect, it } from "vitest";

import type { ExecutorParts } from "../commands/index.ts";
import type { DataKeys } from "../connections/index.ts";
import { newId } from "../database/index.ts";
import { aForm } from "../testing/a-form.ts";
import { makeDatabase } from "../testing/test-database.ts";
import type { HookCall } from "./hook-call.ts";
import { startHookRun } from "./hook-run.ts";
import type { Interpret } from "./interpret.ts";
import { openServerLife } from "./living/server-life.ts";
import { openRuns } from "./open-runs.ts";
import { openTrace } from "./recording/sealed-trace.ts";

/** What a flow does in a test: it gets the host and performs effects by their step ids. */
type Flow = (act: Act, host: Host) => Promise<RunResult | void>;
type Act = (id: string, effect: Effect) => Promise<Outcome>;

const finished: RunResult = { status: "finished" };

/** Runs that need no connection: their effects are responses and kept values. */
async function openRoom() {
  const database = await makeDatabase();
  const life = await openServerLife(database.pool, newId("srv"));
  const unexpected: unknown[] = [];
  const runs = openRuns({
    database,
    life,
    dataKeys: {} as DataKeys,
    executor: {} as ExecutorParts,
    onUnexpected: (error) => unexpected.push(error),
  });
  const form = aForm();
  const start = (flow: Flow, call: Partial<HookCall> = {}) => {
    const interpret: Interpret = async (_form, { host }) => {
      const act: Act = (id, effect) => host.perform({ id, blockId: `block-${id}`, effect });
      return (await flow(act, host)) ?? finished;
    };
    return startHookRun(
      { ...runs, interpret },
      {
        form,
        request,
        caller: "owner",
        asker: null,
        trigger: "web-hook",
        timeLimitMs: 5000,
        ...call,
      },
    );
  };
  const stored = async (run: string) => {
    await expect.poll(() => runs.live.find(form.app, run)).toBeNull();
    const { rows } = await database.pool.query("select * from runs where id = $1", [run]);
    return rows[0];
  };
  const traceOf = async (run: string) =>
    openTrace(form.contents, form.app, run, (await stored(run)).sealed_trace);
  return {
    database,
    runs,
    unexpected,
    start,
    stored,
    traceOf,
    async [Symbol.asyncDispose]() {
      await runs[Symbol.asyncDispose]();
      await life[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const request = { method: "POST", body: null, query: {}, headers: {}, caller: null };
const respond = (body: string): Effect => ({
  kind: "respond",
  response: { form: "whole", status: 200, headers: {}, body },
});
const keep = (key: string): Effect => ({
  kind: "keep-value-if-absent",
  key,
  value: "x",
  seconds: null,
});

it("answers as soon as the flow responds and goes on afterwards", async () => {
  await using room = await openRoom();
  let goOn: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const run = room.start(async (act) => {
    await act("1", respond("at once"));
    await waiting;
  });
  expect((await run.response)?.body).toBe("at once");
  expect(room.runs.live.find("app_1", run.run)?.end).toBeNull();
  goOn();
  expect((await run.ended).status).toBe("finished");
});

it("sends one response, and fails the block that wants a second one", async () => {
  await using room = await openRoom();
  const outcomes: Outcome[] = [];
  const run = room.start(async (act) => {
    outcomes.push(await act("1", respond("first")), await act("2", respond("second")));
  });
  expect((await run.response)?.body).toBe("first");
  await run.ended;
  expect(outcomes[1]).toMatchObject({ ok: false, error: { code: "RESPONSE_ALREADY_SENT" } });
});

it("gives null when a run ends or is cut without a response", async () => {
  await using room = await openRoom();
  expect(await room.start(async () => undefined).response).toBeNull();
  let end: (result: RunResult) => void = () => undefined;
  const hanging = new Promise<RunResult>((resolve) => {
    end = resolve;
  });
  const run = room.start(() => hanging, { timeLimitMs: 20 });
  expect(await run.response).toBeNull();
  expect(run.cutFor).toBe("time-limit");
  end({ status: "cancelled" });
  const { status, problem } = await run.ended;
  expect([status, problem?.code]).toEqual(["failed", "TIME_LIMIT"]);
  expect(await room.stored(run.run)).toMatchObject({ status: "failed", error_code: "TIME_LIMIT" });
});

it("repeats what went well when a run goes again, at the times of its record", async () => {
  await using room = await openRoom();
  const clocks: number[][] = [];
  const tried: Outcome[] = [];
  const flow: Flow = async (act, host) => {
    const seen = [host.now()];
    tried.push(await act("1", keep("once")));
    seen.push(host.now());
    clocks.push(seen);
    await act("2", respond(`try ${clocks.length}`));
    return { status: "failed", error };
  };
  const error = { code: "COMMAND_FAILED", message: "", hint: "", blockId: null, cause: null };
  const first = room.start(flow);
  await first.ended;
  await room.database.pool.query("delete from kept_values");
  const again = { run: first.run, startedAt: first.startedAt };
  for (const when of ["before it is stored", "after"]) {
    if (when === "after") await room.stored(first.run);
    const next = room.start(flow, { again });
    expect((await next.response)?.body).toBe(`try ${clocks.length}`);
    await next.ended;
  }
  expect(tried).toEqual([tried[0], tried[0], tried[0]]);
  expect(clocks).toEqual([clocks[0], clocks[0], clocks[0]]);
  const kept = await room.database.pool.query("select 1 from kept_values");
  expect(kept.rowCount).toBe(0);
});

it("stops a run that meets a recorded step with another input", async () => {
  await using room = await openRoom();
  const first = room.start(async (act) => void (await act("1", keep("a"))));
  await first.ended;
  const again = { run: first.run, startedAt: first.startedAt };
  let thrown: unknown;
  const next = room.start(
    async (act) => {
      await act("1", keep("b")).catch((error: unknown) => {
        thrown = error;
      });
    },
    { again },
  );
  await next.ended;
  expect(thrown).toMatchObject({ name: "FlowError", code: "REPLAY_MISMATCH" });
});

it("records the beginning of what is too long, and says how long it was", async () => {
  await using room = await openRoom();
  const run = room.start(async (act, host) => {
    host.log({ blockId: "b", value: "é\ud800".repeat(10_000) });
    await act("1", respond("y".repeat(100_000)));
  });
  expect((await run.response)?.body).toHaveLength(100_000);
  const { entries } = await room.traceOf(run.run);
  const log = entries.find(({ type }) => type === "log");
  const step = entries.find(({ type }) => type === "step");
  expect(log).toMatchObject({ value: { cutFromChars: 80_002 - 10_000 } });
  expect(step?.type === "step" && step.input?.cutFromChars).toBeGreaterThan(100_000);
});

it("records no more than a run's record holds, and counts the rest", async () => {
  await using room = await openRoom();
  const run = room.start(async (act, host) => {
    for (let index = 0; index < 600; index += 1) host.log({ blockId: "b", value: index });
    for (let index = 0; index < 50; index += 1)
      await act(`${index}`, { kind: "kept-value", key: "k" });
    for (let index = 0; index < 60; index += 1)
      host.log({ blockId: "b", value: "x".repeat(15_000) });
  });
  await run.ended;
  const trace = await room.traceOf(run.run);
  expect(trace.leftOut).toBe(160);
  expect((await room.stored(run.run)).sealed_trace.length).toBeLessThan(600 * 1024);
});

it("tells of a bug in an effect and records the step as failed", async () => {
  await using room = await openRoom();
  const run = room.start(async (act) => {
    const effect: Effect = { kind: "command", connection: "sms", command: "x", data: null };
    expect(await act("1", effect)).toMatchObject({ ok: false, error: { code: "INTERNAL_ERROR" } });
  });
  expect((await run.ended).status).toBe("finished");
  expect(room.unexpected).toHaveLength(1);
});

it("records a run that is under way when the server stops as interrupted", async () => {
  await using database = await makeDatabase();
  const life = await openServerLife(database.pool, newId("srv"));
  const runs = openRuns({
    database,
    life,
    dataKeys: {} as DataKeys,
    executor: {} as ExecutorParts,
    onUnexpected: () => undefined,
    shutdownWaitMs: 20,
  });
  const interpret: Interpret = () => new Promise(() => undefined);
  const call = {
    form: aForm(),
    request,
    caller: "owner",
    asker: null,
    trigger: "web-hook",
  } as const;
  const run = startHookRun({ ...runs, interpret }, { ...call, timeLimitMs: 60_000 });
  await runs[Symbol.asyncDispose]();
  run.cancel("cancelled");
  await life[Symbol.asyncDispose]();
  const { rows } = await database.pool.query("select status, error_code from runs");
  expect(rows).toEqual([{ status: "interrupted", error_code: "RUN_INTERRUPTED" }]);
});
