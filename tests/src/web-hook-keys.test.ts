import { afterAll, beforeAll, expect, test } from "vitest";

import type { Answer } from "./testing/api-client.ts";
import { eventually } from "./testing/eventually.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import {
  command,
  dataProperty,
  publishHook,
  respond,
  sendMessage,
  text,
} from "./testing/web-hook.ts";
import { recipient, startWorld, type World } from "./testing/world.ts";

// Attempts of a killed server count as unknown soon, so that the tests need not wait for minutes.
const env = {
  TRUNKLINE_ATTEMPT_LEASE_SECONDS: "2",
  TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "3",
  TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "1",
};

let world: World;

beforeAll(async () => {
  world = await startWorld({ env });
  await publishHook(world, "send", sendMessage(respond(dataProperty("sid"), 201)));
  const listed = command("listMessages", { SUCCESS: respond(text("sent and listed")) });
  await publishHook(world, "send-and-list", sendMessage(listed), { timeLimitSeconds: 120 });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await nothingIsLeft();
});

function call(hook: string, msg: string, key: string, at: ServerProcess): Promise<Answer> {
  return at.api.call("POST", `/hooks/demo/${hook}`, {
    body: { toPhone: recipient, msg },
    headers: { authorization: null, "idempotency-key": key },
  });
}

/** Calls until the request is no longer under way, as a client that keeps to Retry-After would. */
function callUntilOver(hook: string, msg: string, key: string, at: ServerProcess): Promise<Answer> {
  return eventually(`an answer to ${key}`, async () => {
    const answer = await call(hook, msg, key, at);
    return answer.status === 409 || answer.status === 504 ? null : answer;
  });
}

/** Calls a hook and kills its server as soon as the simulator shows that the call is under way. */
async function callAndKill(
  hook: string,
  msg: string,
  key: string,
  isUnderWay: () => Promise<boolean>,
): Promise<void> {
  const called = call(hook, msg, key, world.server).then(
    () => "answered",
    () => "broken",
  );
  await eventually("the call to be under way", isUnderWay);
  await world.kill();
  expect(await called).toBe("broken");
  console.log(`Killed with 1 hook call in flight (${key}).`);
}

const isStored = async (msg: string) => (await world.simulator.messages(msg)).length === 1;

test("twenty equal calls at once on two servers under one key send one text", async () => {
  await using second = await world.startSecond();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      call("send", "Together", "hook-20", index % 2 === 0 ? world.server : second),
    ),
  );
  for (const answer of answers) expect(answer.status, answer.text).toBe(201);
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(new Set(answers.map(({ headers }) => headers["trunkline-run"])).size).toBe(1);
  const [first] = answers;
  expect(await world.simulator.messages("Together")).toMatchObject([{ sid: first?.text }]);
});

test("an answer is given again after a restart and a kill", async () => {
  const first = await call("send", "Again", "hook-again", world.server);
  await world.restart();
  const again = await call("send", "Again", "hook-again", world.server);
  await world.kill();
  await world.restart();
  const late = await call("send", "Again", "hook-again", world.server);
  for (const answer of [again, late]) {
    expect([answer.status, answer.text]).toEqual([201, first.text]);
    expect(answer.headers["trunkline-run"]).toBe(first.headers["trunkline-run"]);
  }
  expect(await isStored("Again")).toBe(true);
});

test("a run whose server was killed goes again on another one, without a second send", async () => {
  await using second = await world.startSecond();
  const match = { method: "GET" };
  await world.simulator.addFault({ kind: "delay-before", delayMs: 20_000, times: 1, match });
  const [msg, key] = ["Killed while listing", "hook-list"];
  await callAndKill("send-and-list", msg, key, async () => {
    const [message] = await world.simulator.messages(msg);
    return (await world.attempts("done")).some(({ sid }) => sid === message?.sid);
  });
  await world.simulator.clearFaults();
  const answer = await callUntilOver("send-and-list", msg, key, second);
  expect([answer.status, answer.text]).toEqual([200, "sent and listed"]);
  expect(await isStored(msg)).toBe(true);
  await world.restart();
  const again = await call("send-and-list", msg, key, world.server);
  expect(again.text).toBe(answer.text);
  expect(again.headers["trunkline-run"]).toBe(answer.headers["trunkline-run"]);
});

test("a send that was cut off by a kill stays one text, and is told as unknown", async () => {
  await using second = await world.startSecond();
  await world.simulator.addFault({ kind: "delay-after", delayMs: 20_000, times: 1 });
  const [msg, key] = ["Killed while sending", "hook-send"];
  await callAndKill("send", msg, key, () => isStored(msg));
  await world.simulator.clearFaults();
  const answer = await callUntilOver("send", msg, key, second);
  expect(answer.status, answer.text).toBe(502);
  expect(answer.body.error).toMatchObject({ code: "OUTCOME_UNKNOWN", outcome: "unknown" });
  const again = await call("send", msg, key, second);
  expect(again.text).toBe(answer.text);
  expect(await isStored(msg), "it was sent once").toBe(true);
});

test("what a hook was sent and what it answered stands nowhere in clear", async () => {
  await world.restart();
  const rows = await world.rows<{ row: string }>("select hook_calls::text as row from hook_calls");
  const stored = JSON.stringify(rows);
  expect(rows.length).toBeGreaterThan(3);
  for (const hidden of ["hook-20", "Together", recipient, "sent and listed"]) {
    expect(stored).not.toContain(hidden);
    expect(stored).not.toContain(Buffer.from(hidden).toString("hex"));
    expect(world.logs).not.toContain(hidden);
  }
});
