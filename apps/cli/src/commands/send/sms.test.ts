import { expect, test } from "vitest";

import { aMessage, aSid } from "../../testing/a-message.ts";
import { anErrorAnswer, startFakeServer } from "../../testing/fake-server.ts";
import type { FakeAnswer } from "../../testing/fake-server.ts";
import { runTrunkline } from "../../testing/run-trunkline.ts";

const sendPath = "/api/apps/demo/connections/sms/commands/sendMessage";
const send = `POST ${sendPath}`;
const read = "POST /api/apps/demo/connections/sms/commands/readMessage";
const sent: FakeAnswer = { json: { data: aMessage(), attempt: "att_1" } };
const to = ["send", "sms", "--to", "+15550001111"];

function withStatus(status: string): FakeAnswer {
  return { json: { data: aMessage({ status }) } };
}

test("a text is sent with a key of its own and shown with its SID", async () => {
  await using server = await startFakeServer({ [send]: sent });
  const result = await runTrunkline([...to, "--text", "Hello"], { server });
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toContain(aSid);
  const [request] = server.requests;
  expect(request).toMatchObject({
    url: sendPath,
    body: { data: { toPhone: "+15550001111", msg: "Hello" } },
    headers: { "idempotency-key": expect.stringMatching(/^cli_[0-9a-f-]{36}$/) },
  });
});

test("every option reaches the command, and no number an address", async () => {
  const route = "POST /api/apps/bakery/connections/texts/commands/sendMessage";
  await using server = await startFakeServer({ [route]: sent });
  const where = ["--app", "bakery", "--connection", "texts", "--idempotency-key", "order-7"];
  const sender = ["--from", "+15005550006", "--service", "MG1"];
  const media = ["--media", "https://a.example/1", "--media", "https://a.example/2"];
  const result = await runTrunkline([...to, ...where, ...sender, ...media], { server });
  expect(result.code).toBe(0);
  const [request] = server.requests;
  expect(request?.headers["idempotency-key"]).toBe("order-7");
  expect(request?.body).toEqual({
    data: {
      toPhone: "+15550001111",
      fromPhone: "+15005550006",
      fromService: "MG1",
      customProps: { mediaUrl: ["https://a.example/1", "https://a.example/2"] },
    },
  });
  expect(request?.url).not.toContain("555");
});

test("a text can be piped in, and only its last line break is dropped", async () => {
  await using server = await startFakeServer({ [send]: sent });
  await runTrunkline([...to, "--text", "-"], { server, stdin: "Dear all,\n\nbye\n" });
  expect(server.requests[0]?.body).toMatchObject({ data: { msg: "Dear all,\n\nbye" } });
});

test("--json prints exactly what the API answered", async () => {
  const text = '{ "data": {"sid":"SM1"},  "attempt":"att_1" }';
  await using server = await startFakeServer({ [send]: { text } });
  const result = await runTrunkline([...to, "--text", "a", "--json"], { server });
  expect(result).toEqual({ code: 0, stdout: `${text}\n`, stderr: "" });
});

test("a refused text ends with 1 and tells what support asks for", async () => {
  const error = anErrorAnswer({
    code: "TWILIO_REFUSED",
    title: "Not a valid number",
    message: "Twilio does not know the number.",
    hint: "Check the number.",
    status: 400,
    twilioCode: 21211,
    moreInfo: "https://www.twilio.com/docs/errors/21211",
    requestId: "RQ1",
  });
  await using server = await startFakeServer({ [send]: { status: 422, json: error } });
  const result = await runTrunkline([...to, "--text", "a", "--json"], { server });
  expect(result.code).toBe(1);
  expect(JSON.parse(result.stdout)).toEqual(error);
  expect(result.stderr).toBe(
    [
      "Error: Not a valid number",
      "  Twilio does not know the number.",
      "  What to do: Check the number.",
      "  Code: TWILIO_REFUSED",
      "  Twilio code: 21211",
      "  More: https://www.twilio.com/docs/errors/21211",
      "  Request id: RQ1",
      "  Outcome: it was not done",
      "",
    ].join("\n"),
  );
});

test.each<[string, FakeAnswer]>([
  ["the API says so", { status: 502, json: anErrorAnswer({ outcome: "unknown" }) }],
  ["the connection breaks", { fault: "cut" }],
])("an unknown outcome ends with 3 and names the key that is safe: %s", async (_why, answer) => {
  await using server = await startFakeServer({ [send]: answer });
  const result = await runTrunkline([...to, "--text", "a"], { server });
  const key = server.requests[0]?.headers["idempotency-key"];
  expect(result.code).toBe(3);
  expect(result.stdout).toBe("");
  expect(result.stderr).toContain(`--idempotency-key ${String(key)} never does it twice`);
});

test("--wait follows the text to its end, over reads that fail for a while", async () => {
  const busy = { status: 503, json: anErrorAnswer({ retryable: true }) };
  await using server = await startFakeServer({
    [send]: sent,
    [read]: [busy, withStatus("delivered")],
  });
  const result = await runTrunkline([...to, "--text", "a", "--wait", "--json"], { server });
  expect(result.code).toBe(0);
  expect(JSON.parse(result.stdout)).toMatchObject({ data: { status: "delivered" } });
});

test.each(["failed", "undelivered", "canceled"])(
  "--wait ends with 1 when the text ends as %s",
  async (status) => {
    await using server = await startFakeServer({ [send]: sent, [read]: withStatus(status) });
    const result = await runTrunkline([...to, "--text", "a", "--wait"], { server });
    expect(result.code).toBe(1);
    expect(result.stdout).toContain(status);
  },
);

test("--wait ends with 3 when the time is up, and says that the text was sent", async () => {
  await using server = await startFakeServer({ [send]: sent, [read]: withStatus("sent") });
  const result = await runTrunkline([...to, "--text", "a", "--wait", "1"], { server });
  expect(result.code).toBe(3);
  expect(result.stderr).toContain("the text has been sent all the same");
});

test("a text that cannot be followed still shows as sent", async () => {
  await using server = await startFakeServer({ [send]: sent });
  const result = await runTrunkline([...to, "--text", "a", "--wait"], { server });
  expect(result.code).toBe(3);
  expect(result.stdout).toContain(aSid);
});

test.each([["--wait", "soon"], ["--wait", "0"], ["--nonsense"]])(
  "%s %s is refused before anything is sent",
  async (...words) => {
    await using server = await startFakeServer({ [send]: sent });
    const result = await runTrunkline([...to, "--text", "a", ...words], { server });
    expect(result.code).toBe(2);
    expect(server.requests).toEqual([]);
  },
);
