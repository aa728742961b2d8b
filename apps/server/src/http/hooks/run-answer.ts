import type { Id } from "../../database/index.ts";
import type { HookResponse, HookRun, RunEnd } from "../../runs/index.ts";
import { ownReport } from "../errors.ts";
import { HookError } from "./errors.ts";

/** What a run gives its caller. */
export interface RunAnswer {
  /** What the caller gets: the flow's own answer, or ours. */
  readonly response: HookResponse;
  /** False when the same request may still come to something else: then it goes again. */
  readonly stands: boolean;
}

const nothing: HookResponse = { status: 204, headers: {}, body: null };
const seeRun = "The run's record, under the id in Trunkline-Run, has the details.";
const retryAfter = { "retry-after": "5" };

/**
 * Waits for what a run answers: what Send Response sent; 204 when the flow ended well without it;
 * 504 at its time limit, while what is in flight still settles; otherwise why it stopped.
 */
export async function answerOfRun(run: HookRun): Promise<RunAnswer> {
  const response = await run.response;
  if (response !== null) return { response, stands: true };
  if (run.cutFor === "time-limit") return { response: errorResponse(late(run.run)), stands: false };
  const end = await run.ended;
  if (end.status === "finished") return { response: nothing, stands: true };
  return { response: errorResponse(errorOfEnd(run.run, end)), stands: standsAfter(end) };
}

/** A cancelled run is not to go again by itself, and one whose outcome nobody knows must not. */
function standsAfter({ status, problem }: RunEnd): boolean {
  if (status === "cancelled") return true;
  // An attempt of an earlier try is not settled yet: later there will be more to say.
  return status === "unknown" && problem?.code !== "ATTEMPT_PENDING";
}

function late(run: Id<"run">): HookError {
  const report = ownReport({
    code: "TIMED_OUT",
    title: "The Web Hook did not answer in time",
    message: "The flow's time limit was over before it answered.",
    hint: seeRun,
    outcome: "unknown",
  });
  return new HookError(report, { status: 504, run });
}

/**
 * Why a run stopped, in the words of its record, which hold neither numbers nor contents. What it
 * had done by then nobody says here, so the outcome is never "not-done".
 */
function errorOfEnd(run: Id<"run">, { status, problem }: RunEnd): HookError {
  const isPending = problem?.code === "ATTEMPT_PENDING";
  const report = ownReport({
    code: problem?.code ?? "RUN_FAILED",
    title: problem?.title ?? "The run failed",
    message: problem?.message ?? "The flow stopped before it answered.",
    hint: seeRun,
    retryable: isPending,
    outcome: "unknown",
  });
  if (isPending) return new HookError(report, { status: 409, run, headers: retryAfter });
  return new HookError(report, { status: status === "unknown" ? 502 : 500, run });
}

/** One of our own refusals as an answer, in the one shape of errors. */
export function errorResponse(error: HookError): HookResponse {
  const body =
    error.run === null ? { error: error.report } : { error: error.report, run: error.run };
  return {
    status: error.status,
    headers: { "content-type": "application/json; charset=utf-8", ...error.headers },
    body: JSON.stringify(body),
  };
}
