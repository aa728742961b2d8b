import { expect, test } from "vitest";

import { accountSid, anAnswer, refused, sid } from "../testing/answers.ts";
import { commandOf, errorOf, failureOf, runCommand } from "../testing/run-command.ts";
import { ScriptedTransport } from "../testing/scripted-transport.ts";

const remove = (transport: ScriptedTransport) => runCommand("deleteMessage", { sid }, transport);
const gone = anAnswer(204, "");

test("deletes and gives nothing", async () => {
  const transport = new ScriptedTransport(gone);
  expect(await remove(transport)).toBeNull();
  expect(transport.request.method).toBe("DELETE");
  expect(transport.request.url).toContain(`/Accounts/${accountSid}/Messages/${sid}.json`);
  expect(transport.request.body).toBeUndefined();
});

test("may be repeated, on the server only", () => {
  expect(commandOf("deleteMessage").effect).toBe("repeatable");
  expect(commandOf("deleteMessage").runsIn).toEqual(["cloud"]);
});

test("succeeds for a message that is already gone", async () => {
  expect(await remove(new ScriptedTransport(refused(404, 20404)))).toBeNull();
});

test("succeeds when an earlier try did it and lost its answer", async () => {
  expect(await remove(new ScriptedTransport(anAnswer(500, ""), refused(404, 20404)))).toBeNull();
});

test("does not take any other 404 for success", async () => {
  const report = await failureOf(remove(new ScriptedTransport(anAnswer(404, "<h1>nginx</h1>"))));
  expect(report).toMatchObject({ code: "SERVICE_REFUSED", status: 404, twilioCode: null });
  expect(report.hint).toContain("base URL");
});

test("says when to try again while the message is not finished", async () => {
  const error = await errorOf(remove(new ScriptedTransport(refused(409, 20009))));
  expect(error.report).toMatchObject({ retryable: true, outcome: "not-done", twilioCode: 20009 });
  expect(error).toMatchObject({ retryAfterMs: 60_000 });
});
