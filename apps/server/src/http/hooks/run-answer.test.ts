import { expect, it } from "vitest";

import type { HookRun, RunEnd } from "../../runs/index.ts";
import { answerOfRun } from "./run-answer.ts";

const response = { status: 201, headers: {}, body: "sent" };

function aRun(parts: Partial<HookRun>): HookRun {
  return {
    run: "run_1",
    startedAt: new Date(0),
    cutFor: null,
    response: Promise.resolve(null),
    ended: new Promise(() => undefined),
    cancel: () => undefined,
    ...parts,
  };
}

function ended(status: RunEnd["status"], code: string): HookRun {
  const words = { title: "It stopped", message: "Because.", hint: "For builders.", blockId: "b" };
  const problem = status === "finished" ? null : { code, ...words };
  return aRun({ ended: Promise.resolve({ status, problem, endedAt: new Date(0) }) });
}

it("gives what the flow responded without waiting for the run's end", async () => {
  const answer = await answerOfRun(aRun({ response: Promise.resolve(response) }));
  expect(answer).toEqual({ response, stands: true });
});

it("does not wait for what is in flight at the time limit", async () => {
  const answer = await answerOfRun(aRun({ cutFor: "time-limit" }));
  expect(answer).toMatchObject({ response: { status: 504 }, stands: false });
});

it("says which ends stand, and which let the same request go again", async () => {
  const table = [
    ["finished", "", 204, true],
    ["failed", "COMMAND_FAILED", 500, false],
    ["cancelled", "RUN_CANCELLED", 500, true],
    ["interrupted", "RUN_INTERRUPTED", 500, false],
    ["unknown", "OUTCOME_UNKNOWN", 502, true],
    ["unknown", "ATTEMPT_PENDING", 409, false],
  ] as const;
  for (const [status, code, answered, stands] of table) {
    const answer = await answerOfRun(ended(status, code));
    expect([status, code, answer.response.status, answer.stands]).toEqual([
      status,
      code,
      answered,
      stands,
    ]);
  }
});

it("tells a caller why a run stopped, and neither the block nor what builders should do", async () => {
  const { response: answer } = await answerOfRun(ended("failed", "STEP_LIMIT"));
  const text = String(answer.body);
  expect(JSON.parse(text)).toMatchObject({
    run: "run_1",
    error: { code: "STEP_LIMIT", title: "It stopped", message: "Because.", outcome: "unknown" },
  });
  expect(text).not.toContain("For builders");
  expect(text).not.toContain("blockId");
});
