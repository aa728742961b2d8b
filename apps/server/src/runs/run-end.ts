import type { RunResult } from "@trunkline/flow/run";

import type { CutReason, HookCall, RunEnd } from "./hook-call.ts";
import { isOwnText } from "./own-texts.ts";
import { cutProblem, problemOf } from "./run-problem.ts";

/** How a run ended, out of what the interpreter says and why it was cut. */
export function endOf(result: RunResult, cutFor: CutReason | null, call: HookCall): RunEnd {
  const endedAt = new Date();
  const { form, timeLimitMs } = call;
  if (result.status === "finished") return { status: "finished", problem: null, endedAt };
  if (result.status === "cancelled") {
    const reason = cutFor ?? "cancelled";
    const status = reason === "time-limit" ? "failed" : "cancelled";
    return { status, problem: cutProblem(reason, timeLimitMs), endedAt };
  }
  const { error } = result;
  const isUnknown = error.cause?.["outcome"] === "unknown";
  const problem = problemOf(error, (text) => isOwnText(form.workspace, text));
  return { status: isUnknown ? "unknown" : "failed", problem, endedAt };
}
