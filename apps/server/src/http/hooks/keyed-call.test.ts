import { afterAll, beforeAll, expect, it } from "vitest";

import {
  aText,
  aValue,
  block,
  callHook,
  codeOf,
  type HookAnswer,
  holdTwilio,
  makeHook,
  sendResponse,
  sendText,
} from "../../testing/hook-flow.ts";
import { startTestServer, testKey, type TestServer } from "../../testing/test-server.ts";
import { answerCreated, answerError } from "../../testing/twilio-stub.ts";

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  other = await startSecond();
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** Its texts go to the first server's stub too, as both share the profile. */
function startSecond(times: { pendingWaitMs?: number } = {}): Promise<TestServer> {
  const { database, dataDir } = server;
  return startTestServer({ times, database, dataDir, withShop: false });
}

const open = { access: "public" } as const;
const sid = block("trunkline_get_property", {
  values: { OBJECT: block("trunkline_connection_data"), NAME: aText("sid") },
});
/** Sends a text and answers with its SID; a failure stops the run. */
const sending = [sendText([sendResponse(sid, 201)])];

function request(msg: string, key: string, headers = {}): RequestInit {
  return {
    body: JSON.stringify({ toPhone: "+15550001111", msg }),
    headers: { "content-type": "application/json", "idempotency-key": key, ...headers },
  };
}

const call = (key: string, msg: string, at = server): Promise<HookAnswer> =>
  callHook(at, "/hooks/shop/keyed", request(msg, key));
const textsWith = (msg: string) =>
  server.twilio.requests.filter(({ form }) => form.get("Body") === msg).length;

it("runs one of twenty equal requests at once on two servers, and answers all alike", async () => {
  await makeHook(server, "keyed", { settings: open, stack: sending });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => call("k-20", "Together", index % 2 ? server : other)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(new Set(answers.map(({ run }) => run)).size).toBe(1);
  expect(textsWith("Together")).toBe(1);
  const repeated = answers.filter(({ headers }) => headers.get("idempotent-replayed") === "true");
  expect(repeated).toHaveLength(19);
});

it("refuses a key with another request, and tells nothing of the first", async () => {
  const first = await call("k-other", "First");
  const second = await call("k-other", "Second");
  expect([second.status, codeOf(second), second.run]).toEqual([
    422,
    "IDEMPOTENCY_KEY_REUSED",
    null,
  ]);
  expect(second.text).not.toContain(first.text);
  expect(textsWith("Second")).toBe(0);
  const query = await callHook(server, "/hooks/shop/keyed?a=1", request("First", "k-other"));
  expect(query.status).toBe(422);
  const byOwner = request("First", "k-other", { authorization: `Bearer ${testKey}` });
  const owner = await callHook(server, "/hooks/shop/keyed", byOwner);
  expect(owner.run, "the owner is another caller, whose keys are its own").not.toBe(first.run);
});

it("takes only keys of visible ASCII characters", async () => {
  for (const key of ["", "a b", "k".repeat(256), "ü"]) {
    const answer = await call(key, "Bad key");
    expect([key, answer.status, codeOf(answer)]).toEqual([key, 400, "INPUT_INVALID"]);
  }
});

it("waits for the same request under way on another server, then says that it is", async () => {
  await using impatient = await startSecond({ pendingWaitMs: 100 });
  const held = holdTwilio(server);
  const first = call("k-wait", "Slow");
  await expect.poll(() => held.count).toBe(1);
  const late = await call("k-wait", "Slow", impatient);
  expect([late.status, codeOf(late)]).toEqual([409, "RUN_PENDING"]);
  expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
  const waiting = call("k-wait", "Slow", other);
  held.release();
  expect((await waiting).text).toBe((await first).text);
  expect(late.run).toBe((await first).run);
  expect(textsWith("Slow")).toBe(1);
});

it("lets a run that failed and sent nothing go again as the same run", async () => {
  server.twilio.answerWith(answerError(429, 20429));
  const failed = await call("k-again", "Again");
  expect([failed.status, codeOf(failed)]).toEqual([500, "SERVICE_LIMITED"]);
  server.twilio.answerWith(answerCreated);
  const again = await call("k-again", "Again", other);
  expect([again.status, again.run]).toEqual([201, failed.run]);
  expect(again.headers.get("idempotent-replayed")).toBe(null);
  expect((await call("k-again", "Again")).text).toBe(again.text);
});

it("goes again on the version and the clock that the run began with", async () => {
  const now = block("trunkline_now");
  const failIfFirst = (answer: string) => [
    block("trunkline_execute_connection_command", {
      values: {
        CONNECTION: aText("sms"),
        COMMAND: aText("listMessages"),
      },
      stacks: { SUCCESS: [sendResponse(now, 200, { "x-version": answer })] },
    }),
  ];
  await makeHook(server, "keyed", { settings: open, stack: failIfFirst("one") });
  server.twilio.answerWith(answerError(401, 20003));
  const failed = await call("k-clock", "Clock");
  expect(failed.status, failed.text).toBe(500);
  const began = await startOf(failed.run);
  await makeHook(server, "keyed", { settings: open, stack: failIfFirst("two") });
  server.twilio.answerWith((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ messages: [], next_page_uri: null, page_size: 50 }));
  });
  const again = await call("k-clock", "Clock");
  expect(again.status, again.text).toBe(200);
  expect(again.run).toBe(failed.run);
  expect(again.headers.get("x-version")).toBe("one");
  expect(await startOf(again.run)).toBe(began);
  server.twilio.answerWith(answerCreated);
});

/** Sends a text, then looks into a list, and answers with the text's SID once that goes well. */
const sendingAndLooking = () => {
  const look = block("trunkline_execute_connection_command", {
    values: { CONNECTION: aText("sms"), COMMAND: aText("listMessages") },
  });
  return [sendText([look, sendResponse(sid, 201)])];
};

/** Has Twilio send texts, and answer lists as it is told. */
function answerLists(status: number): void {
  server.twilio.answerWith((asked, response) => {
    if (asked.method === "POST") return answerCreated(asked, response);
    if (status !== 200) return answerError(status, 20003)(asked, response);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ messages: [], next_page_uri: null, page_size: 50 }));
  });
}

it("takes what a text came to from its attempt when the run goes again", async () => {
  await makeHook(server, "keyed", { settings: open, stack: sendingAndLooking() });
  answerLists(401);
  const failed = await call("k-attempt", "Attempt");
  expect(failed.status, failed.text).toBe(500);
  answerLists(200);
  const again = await call("k-attempt", "Attempt", other);
  expect([again.status, again.run]).toEqual([201, failed.run]);
  expect(again.text).toMatch(/^SM[0-9a-f]{32}$/u);
  expect(textsWith("Attempt")).toBe(1);
  server.twilio.answerWith(answerCreated);
});

it("sends nothing again when the connection's name belongs to another one meanwhile", async () => {
  await makeHook(server, "keyed", { settings: open, stack: sendingAndLooking() });
  answerLists(401);
  const failed = await call("k-moved", "Moved");
  expect(failed.status, failed.text).toBe(500);
  answerLists(200);
  await server.database.pool.query(
    "update attempts set connection_id = 'con_other' where starts_with(idempotency_key, $1)",
    [`${failed.run}:`],
  );
  const again = await call("k-moved", "Moved");
  expect([again.status, codeOf(again)]).toEqual([500, "REPLAY_MISMATCH"]);
  expect(textsWith("Moved")).toBe(1);
  await server.database.pool.query(
    "update attempts set connection_id = (select id from connections limit 1) where connection_id = 'con_other'",
  );
  server.twilio.answerWith(answerCreated);
});

async function startOf(run: string | null): Promise<string> {
  const start = async () => (await server.api(`/api/apps/shop/runs/${run}`)).body.startedAt;
  await expect.poll(start).toEqual(expect.any(String));
  return start();
}

it("keeps a flow's own answer to a failure, and a run without an answer, as answers", async () => {
  const sorry = sendResponse(aValue({ sorry: true }), 502);
  await makeHook(server, "keyed", { settings: open, stack: [sendText([], [sorry])] });
  server.twilio.answerWith(answerError(400, 21211));
  const first = await call("k-sorry", "Sorry");
  expect([first.status, first.text]).toEqual([502, '{"sorry":true}']);
  server.twilio.answerWith(answerCreated);
  const again = await call("k-sorry", "Sorry");
  expect([again.status, again.text, again.run]).toEqual([502, first.text, first.run]);

  const silent = [await call("k-silent", "Silent"), await call("k-silent", "Silent", other)];
  expect(silent.map(({ status }) => status)).toEqual([204, 204]);
  expect(textsWith("Silent")).toBe(1);
});

it("gives the stored error of a run whose outcome nobody knows, and sends nothing again", async () => {
  await makeHook(server, "keyed", { settings: open, stack: sending });
  server.twilio.answerWith((_request, response) => void response.destroy());
  const first = await call("k-unknown", "Unknown");
  expect([first.status, JSON.parse(first.text).error.outcome]).toEqual([502, "unknown"]);
  server.twilio.answerWith(answerCreated);
  const again = await call("k-unknown", "Unknown", other);
  expect([again.status, again.text]).toEqual([502, first.text]);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(textsWith("Unknown")).toBe(1);
});

it("goes again after its time limit, and sends what was in flight once", async () => {
  const settings = { ...open, timeLimitSeconds: 3 };
  await makeHook(server, "keyed", { settings, stack: sending });
  const held = holdTwilio(server);
  const late = await call("k-late", "Late");
  expect([late.status, codeOf(late)]).toEqual([504, "TIMED_OUT"]);
  held.release();
  const again = await call("k-late", "Late", other);
  expect([again.status, again.run]).toEqual([201, late.run]);
  expect(textsWith("Late")).toBe(1);
});
