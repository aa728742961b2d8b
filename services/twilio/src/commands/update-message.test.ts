import { expect, test } from "vitest";

import { accountSid, aMessage, anAnswer, refused, sid } from "../testing/answers.ts";
import { normalOf, problemsOf } from "../testing/problems-of.ts";
import { commandOf, errorOf, failureOf, runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const update = (customProps: unknown, transport: ScriptedTransport) =>
  runCommand("updateMessage", { sid, customProps }, transport);
const cancel = { status: "canceled" };

test("redacts by an empty body that is really sent", async () => {
  const transport = new ScriptedTransport(anAnswer(200, aMessage({ body: "" })));
  expect(await update({ body: "" }, transport)).toMatchObject({ sid, body: "" });
  expect(transport.request.method).toBe("POST");
  expect(transport.request.url).toContain(`/Accounts/${accountSid}/Messages/${sid}.json`);
  expect(transport.request.body).toBe("Body=");
});

test("cancels by the status canceled", async () => {
  const transport = new ScriptedTransport(anAnswer(200, aMessage(cancel)));
  expect(await update(cancel, transport)).toMatchObject({ status: "canceled" });
  expect(transport.request.body).toBe("Status=canceled");
});

test("may be repeated, on the server only", () => {
  expect(commandOf("updateMessage").effect).toBe("repeatable");
  expect(commandOf("updateMessage").runsIn).toEqual(["cloud"]);
});

test("counts a null body as an empty one", () => {
  expect(normalOf("updateMessage", { sid, customProps: { body: null } })).toEqual({
    sid,
    customProps: { body: "" },
  });
});

test("refuses a new text and every status but canceled", () => {
  expect(problemsOf("updateMessage", { sid, customProps: { body: "new" } })[0]?.hint).toContain(
    "emptied",
  );
  for (const status of ["cancelled", "sent", "", null]) {
    const [problem] = problemsOf("updateMessage", { sid, customProps: { status } });
    expect(problem?.message).toContain('"canceled"');
  }
});

test("says to cancel first when both are wanted, and what there is when neither is", () => {
  const [both] = problemsOf("updateMessage", { sid, customProps: { body: "", ...cancel } });
  expect(both?.hint).toBe("Cancel first, then redact with a second command.");
  expect(problemsOf("updateMessage", { sid, customProps: {} })[0]?.code).toBe("PROPERTY_MISSING");
  expect(problemsOf("updateMessage", { sid })[0]?.path).toBe("customProps");
});

test("names every other property as unknown, and the place of misplaced ones", () => {
  const [problem] = problemsOf("updateMessage", { sid, customProps: { to: "+1" } });
  expect(problem?.hint).toBe("Known are: body, status.");
  expect(problemsOf("updateMessage", { sid, customProps: cancel, body: "" })[0]?.hint).toContain(
    "customProps",
  );
});

test("says when to try again while the message is not finished", async () => {
  const error = await errorOf(update({ body: "" }, new ScriptedTransport(refused(409, 20009))));
  expect(error.report).toMatchObject({ twilioCode: 20009, retryable: true, outcome: "not-done" });
  expect(error.report.hint).toContain("Wait at least a minute");
  expect(error).toMatchObject({ retryAfterMs: 60_000 });
});

test("reads a message that can no longer be canceled and reports its real status", async () => {
  const transport = new ScriptedTransport(
    refused(409, 30409),
    anAnswer(200, aMessage({ status: "delivered" })),
  );
  const report = await failureOf(update(cancel, transport));
  expect(report.message).toBe('The message can no longer be canceled: its status is "delivered".');
  expect(report).toMatchObject({
    twilioCode: 30409,
    status: 409,
    retryable: false,
    outcome: "not-done",
  });
  expect(transport.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("succeeds when the message turns out to be canceled already", async () => {
  const transport = new ScriptedTransport(
    anAnswer(500, "lost"),
    refused(409, 30409),
    anAnswer(200, aMessage(cancel)),
  );
  expect(await update(cancel, transport)).toMatchObject({ status: "canceled" });
});

test("keeps the refusal when the message cannot be read", async () => {
  const transport = new ScriptedTransport(refused(409, 30409), refused(404, 20404));
  expect(await failureOf(update(cancel, transport))).toMatchObject({
    twilioCode: 30409,
    title: "Too late to cancel",
  });
});
