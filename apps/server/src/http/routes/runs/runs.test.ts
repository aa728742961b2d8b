import { afterAll, beforeAll, expect, it } from "vitest";

import {
  aText,
  block,
  endless,
  makeHook,
  sendResponse,
  sendText,
} from "../../../testing/hook-flow.ts";
import { makeDatabase } from "../../../testing/test-database.ts";
import { startTestServer, testKey, type TestServer } from "../../../testing/test-server.ts";
import { answerCreated } from "../../../testing/twilio-stub.ts";

const runs = "/api/apps/shop/runs";
const number = "+15550001111";
const text = "Your code is 934 211, dear Rosalind.";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeHook(
    server,
    "order",
    {
      stack: [
        block("trunkline_log", { values: { VALUE: block("trunkline_request_body") } }),
        sendText(
          [sendResponse(block("trunkline_connection_data"))],
          [sendResponse(block("trunkline_connection_error"), 422)],
        ),
      ],
    },
    false,
  );
});
afterAll(() => server[Symbol.asyncDispose]());

/** Starts a test run and follows it to its end. */
async function runFlow(flow: string, body: unknown = null) {
  const started = await server.api(`/api/apps/shop/flows/${flow}/test`, {
    body: { request: { body } },
  });
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  const run: string = started.body.run;
  return { run, events: await follow(run) };
}

/** Every event of a run, until the stream closes. */
async function follow(run: string) {
  const answer = await fetch(`${server.url}${runs}/${run}/events`, {
    headers: { authorization: `Bearer ${testKey}` },
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const events = (await answer.text()).split("\n\n").filter((part) => part.startsWith("event: "));
  return events.map((event) => JSON.parse(event.slice(event.indexOf("data: ") + 6)));
}

it("runs a draft on request and tells live what it does", async () => {
  const { run, events } = await runFlow("order", { toPhone: number, msg: text });
  const kinds = events.map(({ type }) => type);
  expect(kinds.filter((kind) => kind !== "step-started")).toEqual([
    "log",
    "step-ended",
    "response",
    "step-ended",
    "ended",
  ]);
  expect(events.at(-1).run).toMatchObject({ id: run, status: "finished", trigger: "test" });
  expect(server.twilio.requests.at(-1)?.form.get("Body")).toBe(text);
});

it("shows a run step by step with its texts and numbers masked", async () => {
  const { run } = await runFlow("order", { toPhone: number, msg: text });
  const { status, body } = await server.api(`${runs}/${run}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: run,
    flow: "order",
    kind: "web-hook",
    status: "finished",
    isDraft: true,
    stepCount: 2,
    error: null,
    isMasked: true,
    leftOut: 0,
  });
  const [send, respond] = body.steps;
  expect(send).toMatchObject({
    number: 1,
    kind: "command",
    blockType: "trunkline_execute_connection_command",
    status: "done",
    input: { connection: "[text of 3]", data: { toPhone: "[text of 12]" } },
    error: null,
  });
  expect(send.attempt).toMatch(/^att_/);
  expect(send.output.sid).toMatch(/^SM[0-9a-f]{32}$/);
  expect(respond).toMatchObject({ number: 2, kind: "respond", status: "done" });
  expect(body.log).toHaveLength(1);
  for (const secret of [number, text, "934"]) expect(JSON.stringify(body)).not.toContain(secret);
});

it("shows the originals to whoever has the right, and the audit says who looked", async () => {
  const { run } = await runFlow("order", { toPhone: number, msg: text });
  const { body } = await server.api(`${runs}/${run}/unmask`, { method: "POST" });
  expect(body.isMasked).toBe(false);
  expect(body.request.body).toEqual({ toPhone: number, msg: text });
  expect(body.steps[0].input.data.msg).toBe(text);
  const entries = await server.database.query
    .selectFrom("audit_entries")
    .selectAll()
    .where("action", "=", "run.unmasked")
    .execute();
  expect(entries).toMatchObject([
    { actor: "owner", action: "run.unmasked", subject: run, origin: "127.0.0.1" },
  ]);
});

it("says that a step's contents are gone when they were erased with its attempt", async () => {
  const { run } = await runFlow("order", { toPhone: number, msg: text });
  await expect.poll(async () => storedStatus(run)).toBe("finished");
  await server.database.pool.query(
    `update attempts set sealed_input = null, sealed_result = null
     where starts_with(idempotency_key, $1)`,
    [`${run}:`],
  );
  const { body } = await server.api(`${runs}/${run}/unmask`, { method: "POST" });
  expect(body.steps[0]).toMatchObject({ status: "done", input: "[erased]", output: "[erased]" });
  expect((await server.api(`${runs}/${run}`)).body.steps[0].input).toBe("[erased]");
});

it("keeps a command's contents in its attempt alone", async () => {
  const { run } = await runFlow("order", { toPhone: number, msg: text });
  await expect.poll(async () => storedStatus(run)).toBe("finished");
  const detail = (await server.api(`${runs}/${run}`)).body;
  const attempt = (await server.api(`/api/apps/shop/attempts/${detail.steps[0].attempt}`)).body;
  expect(detail.steps[0].inputDigest).toMatch(/^[\w-]{43}$/);
  expect(detail.steps[0].output.sid).toBe(attempt.sid);
  expect(detail.steps[1].inputDigest).toMatch(/^[\w-]{43}$/);
});

it("gives the events of a run that ended as they came while it ran", async () => {
  const { run, events } = await runFlow("order", { toPhone: number, msg: text });
  await expect.poll(async () => storedStatus(run)).toBe("finished");
  const again = await follow(run);
  expect(again).toEqual(events.filter(({ type }) => type !== "step-started"));
});

it("lists runs newest first, page by page, by flow, status, kind, time and words of an error", async () => {
  await makeHook(server, "stops", { stack: [stopWith(aText("The shelf is empty."))] }, false);
  const before = new Date();
  const { run } = await runFlow("stops");
  await expect.poll(async () => storedStatus(run)).toBe("failed");
  const ids = async (query: string) => {
    const answer = await server.api(`${runs}?${query}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.runs.map(({ id }: { id: string }) => id);
  };
  expect(await ids("flow=stops")).toEqual([run]);
  expect(await ids("status=failed")).toEqual([run]);
  expect(await ids("error=SHELF%20is")).toEqual([run]);
  expect(await ids("error=stopped_with")).toEqual([run]);
  expect(await ids("error=50%25")).toEqual([]);
  expect(await ids("kind=page")).toEqual([]);
  expect(await ids(`since=${before.toISOString()}`)).toEqual([run]);
  expect(await ids(`until=${before.toISOString()}`)).not.toContain(run);
  const all = await ids("");
  const first = await server.api(`${runs}?pageSize=2`);
  const second = await server.api(`${runs}?pageSize=2&pageToken=${first.body.nextPageToken}`);
  const paged = [...first.body.runs, ...second.body.runs].map(({ id }) => id);
  expect(paged).toEqual(all.slice(0, 4));
  expect(all).toEqual(all.toSorted().toReversed());
  expect((await server.api(`${runs}?status=lost`)).status).toBe(400);
});

it("keeps what a flow puts together itself out of the clear columns", async () => {
  const stack = [stopWith(block("trunkline_request_body"))];
  await makeHook(server, "tells", { stack }, false);
  const { run, events } = await runFlow("tells", `Rosalind at ${number} is not in.`);
  expect(events.at(-1).run.error).toMatchObject({
    code: "STOPPED_WITH_ERROR",
    message: "The flow stopped with a text of its own.",
  });
  await expect.poll(async () => storedStatus(run)).toBe("failed");
  const rows = await server.database.pool.query("select to_jsonb(runs) as row from runs");
  const clear = JSON.stringify(rows.rows.map(({ row }) => ({ ...row, sealed_trace: null })));
  for (const secret of ["Rosalind", number, "934 211"]) expect(clear).not.toContain(secret);
  expect(server.log.join("")).not.toMatch(/Rosalind|15550001111|934 211/);
});

it("tells of a failed command in its own words, and searches errors that a flow dealt with", async () => {
  const { run, events } = await runFlow("order", { toPhone: "nowhere", msg: text });
  const failed = events.find(({ type }) => type === "step-ended");
  expect(failed.step).toMatchObject({ status: "failed", error: { code: "INPUT_INVALID" } });
  expect(events.at(-1).run.status).toBe("finished");
  await expect.poll(async () => storedStatus(run)).toBe("finished");
  const found = await server.api(`${runs}?error=input_invalid`);
  expect(found.body.runs.map(({ id }: { id: string }) => id)).toEqual([run]);
});

it("cuts a run at its time limit, and settles and records what was in flight", async () => {
  const settings = { timeLimitSeconds: 1 };
  const stack = [sendText([sendResponse()]), sendResponse()];
  await makeHook(server, "slow", { settings, stack }, false);
  const release = holdTwilio(server);
  const started = await server.api("/api/apps/shop/flows/slow/test", {
    body: { request: { body: { toPhone: number, msg: text } } },
  });
  const { run } = started.body;
  const events = follow(run);
  // The limit itself has to pass.
  await new Promise((resolve) => setTimeout(resolve, 1200));
  release();
  const told = await events;
  expect(told.at(-1).run).toMatchObject({ status: "failed", error: { code: "TIME_LIMIT" } });
  const [step] = (await server.api(`${runs}/${run}`)).body.steps;
  expect(step).toMatchObject({ kind: "command", status: "done" });
  const attempt = await server.api(`/api/apps/shop/attempts/${step.attempt}`);
  expect(attempt.body.state).toBe("done");
});

it("stops a loop without an end", async () => {
  await makeHook(server, "endless", { stack: [endless()] }, false);
  const { events } = await runFlow("endless");
  expect(events.at(-1).run).toMatchObject({ status: "failed", error: { code: "STEP_LIMIT" } });
});

it("refuses a test of a flow that is not there, and a run that is none of the app's", async () => {
  const answer = await server.api("/api/apps/shop/flows/lost/test", { body: {} });
  expect([answer.status, answer.body.error.code]).toEqual([404, "FLOW_UNKNOWN"]);
  for (const [path, method] of [
    ["run_1", "GET"],
    ["run_1/events", "GET"],
    ["run_1/unmask", "POST"],
  ]) {
    const lost = await server.api(`${runs}/${path}`, { method: method ?? "GET" });
    expect([lost.status, lost.body.error.code]).toEqual([404, "RUN_UNKNOWN"]);
  }
});

it("follows a run from the middle, and lists it as running before its first attempt", async () => {
  const release = holdTwilio(server);
  const { body } = await server.api("/api/apps/shop/flows/order/test", {
    body: { request: { body: { toPhone: number, msg: "Held back" } } },
  });
  await expect.poll(() => server.twilio.requests.at(-1)?.form.get("Body")).toBe("Held back");
  const rows = await server.database.pool.query(
    `select status from runs where id = $1 and exists (
       select 1 from attempts where starts_with(idempotency_key, $1) and state = 'stored')`,
    [body.run],
  );
  expect(rows.rows).toEqual([{ status: "running" }]);
  const reader = await openStream(body.run);
  let seen = "";
  while (!seen.includes("step-started")) seen += await reader();
  expect(seen).toContain("event: log");
  expect(seen).not.toContain("ended");
  release();
  while (!seen.includes("event: ended")) seen += await reader();
  expect(await reader()).toBe("");
});

it("repeats no name that a flow has put together out of a text", async () => {
  const lost = block("trunkline_execute_connection_command", {
    values: { CONNECTION: block("trunkline_request_body"), COMMAND: aText("sendMessage") },
  });
  await makeHook(server, "lost", { stack: [lost] }, false);
  const { events } = await runFlow("lost", "Rosalind Franklin");
  expect(events.at(-1).run.error).toMatchObject({
    code: "CONNECTION_UNKNOWN",
    message: "There is no such connection or command.",
  });
  const named = await runFlow("lost", "whatsapp");
  expect(named.events.at(-1).run.error.message).toContain('"whatsapp"');
});

it("ends streams when the server stops, and lets runs that are under way end", async () => {
  await using database = await makeDatabase();
  const own = await startTestServer({ database });
  const release = holdTwilio(own);
  await makeHook(own, "held", { stack: [sendText([sendResponse()])] }, false);
  const { body } = await own.api("/api/apps/shop/flows/held/test", {
    body: { request: { body: { toPhone: number, msg: text } } },
  });
  await expect.poll(() => own.twilio.requests.length).toBe(1);
  const answer = await fetch(`${own.url}${runs}/${body.run}/events`, {
    headers: { authorization: `Bearer ${testKey}` },
  });
  const stopped = own[Symbol.asyncDispose]();
  const told = await answer.text();
  expect(told).toContain("event: step-started");
  expect(told).not.toContain("event: ended");
  release();
  await stopped;
  const { rows } = await database.pool.query("select status from runs");
  expect(rows).toEqual([{ status: "finished" }]);
});

/** Has Twilio answer nothing until the function that it gives is called. */
function holdTwilio({ twilio }: TestServer): () => void {
  const held: (() => void)[] = [];
  twilio.answerWith((request, response) => {
    held.push(() => answerCreated(request, response));
  });
  return () => {
    twilio.answerWith(answerCreated);
    for (const answer of held) answer();
  };
}

async function openStream(run: string): Promise<() => Promise<string>> {
  const answer = await fetch(`${server.url}${runs}/${run}/events`, {
    headers: { authorization: `Bearer ${testKey}` },
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await reader?.read())?.value ?? "";
}

function stopWith(message: ReturnType<typeof aText>) {
  return block("trunkline_stop_with_error", { values: { MESSAGE: message } });
}

async function storedStatus(run: string): Promise<string | undefined> {
  const rows = await server.database.query
    .selectFrom("runs")
    .select("status")
    .where("id", "=", run as `run_${string}`)
    .execute();
  return rows[0]?.status;
}
