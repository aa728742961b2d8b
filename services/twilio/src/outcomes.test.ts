import { type TransportFault, TransportError } from "@trunkline/service-kit";
import { expect, test } from "vitest";

import { aMessage, anAnswer, created, refused, requestId, sid } from "./testing/answers.ts";
import { errorOf, failureOf, runCommand, TestClock } from "./testing/run-command.ts";
import { ScriptedTransport, type Turn } from "./testing/scripted-transport.ts";

const text = { fromPhone: "+15005550006", toPhone: "+15558675310", msg: "Hello" };
const send = (...turns: Turn[]) => {
  const transport = new ScriptedTransport(...turns);
  return { transport, failure: failureOf(runCommand("sendMessage", text, transport)) };
};
const faults: TransportFault[] = [
  "refused",
  "timeout",
  "reset",
  "too-large",
  "aborted",
  "too-late",
  "unexpected",
];

test("a create that never left is not done and may be tried again, and is not tried again here", async () => {
  for (const fault of faults.filter((one) => one !== "too-large")) {
    const { transport, failure } = send(new TransportError(fault, false));
    expect(await failure).toMatchObject({ outcome: "not-done", retryable: true, status: null });
    expect(transport.requests).toHaveLength(1);
  }
  expect((await send(new TransportError("refused", false)).failure).code).toBe(
    "SERVICE_UNREACHABLE",
  );
  expect((await send(new TransportError("too-late", false)).failure).code).toBe("TIMED_OUT");
});

test("a create whose answer was lost is unknown and never tried again", async () => {
  for (const fault of faults) {
    const { transport, failure } = send(new TransportError(fault, true));
    expect(await failure).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      outcome: "unknown",
      retryable: false,
    });
    expect(transport.requests).toHaveLength(1);
  }
});

test("a create is unknown after any answer that proves nothing, and never tried again", async () => {
  const answers = [
    anAnswer(500, { code: 20500, message: "x", status: 500 }),
    anAnswer(502, "<html>"),
    anAnswer(503, { code: 20503, message: "x", status: 503 }),
    anAnswer(504, ""),
    anAnswer(599, { code: 21211, message: "x" }),
    anAnswer(400, { code: 20500, message: "x" }),
    anAnswer(404, "<html>not Twilio</html>"),
    anAnswer(408, ""),
    anAnswer(201, "{not json"),
    anAnswer(201, ""),
    anAnswer(201, "null"),
    anAnswer(201, "[]"),
    anAnswer(201, {}),
    anAnswer(200, { sid: "XX" }),
    anAnswer(204, ""),
    anAnswer(302, "", { location: "https://evil.example/" }),
    anAnswer(101, ""),
  ];
  for (const answer of answers) {
    const { transport, failure } = send(answer);
    const { status } = answer;
    expect(await failure).toMatchObject({
      code: "OUTCOME_UNKNOWN",
      outcome: "unknown",
      retryable: false,
      status,
      requestId,
    });
    expect(transport.requests).toHaveLength(1);
  }
});

test("a create that breaks in our own transport after it was handed over is unknown", async () => {
  expect(await send(new Error("a bug")).failure).toMatchObject({
    code: "OUTCOME_UNKNOWN",
    outcome: "unknown",
  });
});

test("a create that Twilio refuses with a code is not done", async () => {
  expect(await send(refused(400, 21211)).failure).toMatchObject({
    code: "SERVICE_REFUSED",
    title: "Recipient not valid",
    outcome: "not-done",
    retryable: false,
    twilioCode: 21211,
    status: 400,
    requestId,
    moreInfo: "https://www.twilio.com/docs/errors/21211",
  });
});

test("an error in the newer form of RFC 9457 is read as well", async () => {
  const body = {
    type: "https://www.twilio.com/docs/errors/21610",
    title: "t",
    status: 400,
    code: 21610,
  };
  expect(await send(anAnswer(400, body)).failure).toMatchObject({
    twilioCode: 21610,
    outcome: "not-done",
  });
});

test("wrong credentials have a code of their own", async () => {
  const expected = { code: "CREDENTIALS_REFUSED", outcome: "not-done", retryable: false };
  expect(await send(refused(401, 20003)).failure).toMatchObject(expected);
  expect(await send(refused(403, 20003)).failure).toMatchObject(expected);
  expect(await send(anAnswer(401, "Authenticate")).failure).toMatchObject(expected);
});

test("20429 is repeated with full jitter and tells the account to slow down each time", async () => {
  let limited = 0;
  const clock = new TestClock();
  const limit = refused(429, 20429);
  const transport = new ScriptedTransport(limit, limit, limit, created());
  const around = { clock, random: () => 0.5, reportLimited: () => void (limited += 1) };
  expect(await runCommand("sendMessage", text, transport, around)).toMatchObject({ sid });
  expect(clock.sleeps).toEqual([400, 800, 1600]);
  expect(limited).toBe(3);
  expect(new Set(transport.requests.map(({ body }) => body)).size).toBe(1);
});

test("20429 that does not end is not done and may be tried again later", async () => {
  const limit = refused(429, 20429);
  for (const [id, input] of [
    ["sendMessage", text],
    ["readMessage", { sid }],
  ] as const) {
    const transport = new ScriptedTransport(limit, limit, limit, limit);
    const report = await failureOf(runCommand(id, input, transport));
    expect(report).toMatchObject({ code: "SERVICE_LIMITED", outcome: "not-done", retryable: true });
    expect(transport.requests).toHaveLength(4);
  }
});

test("a wait that Twilio asks for is kept when short and handed on when long", async () => {
  const clock = new TestClock();
  const short = anAnswer(429, { code: 20429 }, { "retry-after": "3" });
  await runCommand("sendMessage", text, new ScriptedTransport(short, created()), { clock });
  expect(clock.sleeps).toEqual([3000]);
  const long = anAnswer(429, { code: 20429 }, { "retry-after": "60" });
  const error = await errorOf(runCommand("sendMessage", text, new ScriptedTransport(long)));
  expect(error).toMatchObject({ retryAfterMs: 60_000 });
});

test("21611 comes with the same status and is not repeated: the queue is full for minutes", async () => {
  let limited = 0;
  const transport = new ScriptedTransport(refused(429, 21611));
  const around = { reportLimited: () => void (limited += 1) };
  const error = await errorOf(runCommand("sendMessage", text, transport, around));
  expect(error.report).toMatchObject({
    code: "SERVICE_LIMITED",
    twilioCode: 21611,
    outcome: "not-done",
    retryable: true,
  });
  expect(error).toMatchObject({ retryAfterMs: 600_000 });
  expect(transport.requests).toHaveLength(1);
  expect(limited).toBe(0);
});

test("a fault after 20429 counts like a first one", async () => {
  const limit = refused(429, 20429);
  expect(await send(limit, new TransportError("too-late", false)).failure).toMatchObject({
    outcome: "not-done",
  });
  expect(await send(limit, new TransportError("reset", true)).failure).toMatchObject({
    outcome: "unknown",
  });
});

test("a wait that is cut short leaves a limited create not done", async () => {
  const signal = AbortSignal.abort(new Error("shutting down"));
  const transport = new ScriptedTransport(refused(429, 20429));
  const report = await failureOf(runCommand("sendMessage", text, transport, { signal }));
  expect(report).toMatchObject({ code: "TIMED_OUT", outcome: "not-done", retryable: true });
});

test("reads, updates and deletes are repeated on faults and 5xx", async () => {
  const troubles = [
    new TransportError("reset", true),
    new TransportError("refused", false),
    anAnswer(503, ""),
  ];
  const cases = [
    ["readMessage", { sid }, anAnswer(200, aMessage())],
    ["updateMessage", { sid, customProps: { body: "" } }, anAnswer(200, aMessage())],
    ["deleteMessage", { sid }, anAnswer(204, "")],
  ] as const;
  for (const trouble of troubles) {
    for (const [id, input, answer] of cases) {
      const transport = new ScriptedTransport(trouble, trouble, answer);
      await runCommand(id, input, transport);
      expect(transport.requests).toHaveLength(3);
    }
  }
});

test("a read that fails three times is not done, out of reach and may be tried again", async () => {
  for (const trouble of [new TransportError("reset", true), anAnswer(500, "")]) {
    const transport = new ScriptedTransport(trouble, trouble, trouble, trouble);
    const report = await failureOf(runCommand("readMessage", { sid }, transport));
    expect(report).toMatchObject({
      code: "SERVICE_UNREACHABLE",
      outcome: "not-done",
      retryable: true,
    });
    expect(transport.requests).toHaveLength(3);
  }
});

test("an update or delete that fails three times is unknown and may be repeated all the same", async () => {
  const trouble = new TransportError("reset", true);
  const refusedTwice = new TransportError("refused", false);
  for (const turns of [
    [trouble, trouble, trouble],
    [trouble, refusedTwice, refusedTwice],
  ]) {
    const transport = new ScriptedTransport(...turns);
    const report = await failureOf(runCommand("deleteMessage", { sid }, transport));
    expect(report).toMatchObject({ code: "OUTCOME_UNKNOWN", outcome: "unknown", retryable: true });
  }
});

test("slow tries end within half a minute altogether", async () => {
  const clock = new TestClock();
  const timeouts: number[] = [];
  const slow: Turn = ({ timeoutMs }) => {
    timeouts.push(timeoutMs);
    clock.pass(timeoutMs);
    throw new TransportError("timeout", true);
  };
  const transport = new ScriptedTransport(slow, slow, slow);
  const report = await failureOf(
    runCommand("readMessage", { sid }, transport, { clock, random: () => 0.9 }),
  );
  expect(report).toMatchObject({ code: "TIMED_OUT", outcome: "not-done", retryable: true });
  expect(timeouts).toEqual([15_000, 14_820]);
  const late = new ScriptedTransport(slow, slow, slow);
  const deletion = await failureOf(runCommand("deleteMessage", { sid }, late, { clock }));
  expect(deletion).toMatchObject({ code: "TIMED_OUT", outcome: "unknown", retryable: true });
});

test("a read answered by a redirect or an unreadable text is a fault of the other side", async () => {
  const redirect = new ScriptedTransport(anAnswer(302, "", { location: "https://evil.example/" }));
  const report = await failureOf(runCommand("readMessage", { sid }, redirect));
  expect(report).toMatchObject({
    code: "SERVICE_FAULT",
    outcome: "not-done",
    retryable: false,
    status: 302,
  });
  const unreadable = new ScriptedTransport(anAnswer(200, "<html>"));
  expect(await failureOf(runCommand("readMessage", { sid }, unreadable))).toMatchObject({
    code: "SERVICE_FAULT",
    retryable: true,
  });
});
