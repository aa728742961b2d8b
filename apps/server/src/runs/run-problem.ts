import type { ObjectValue } from "@trunkline/flow/document";
import type { RunError } from "@trunkline/flow/run";

/** Why a run stopped, in words that may stand in clear: no number and no content. */
export interface RunProblem {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly hint: string | null;
  readonly blockId: string | null;
}

const titles: Readonly<Record<string, string>> = {
  COMMAND_FAILED: "A command failed",
  STOPPED_WITH_ERROR: "The flow stopped itself",
  TIME_LIMIT: "The run took too long",
  STEP_LIMIT: "The run took too many steps",
  REPLAY_MISMATCH: "The run does not repeat itself",
  HOST_FAILED: "The server failed",
  RUN_INTERRUPTED: "The server ended during the run",
};

/**
 * What a run's error says in clear.
 *
 * @param isOwnText Whether a text stands in the flow's document: only then is it shown, as what a
 *   flow has put together may hold anything.
 */
export function problemOf(error: RunError, isOwnText: (text: string) => boolean): RunProblem {
  const { code, blockId } = error;
  if (code === "COMMAND_FAILED" && error.cause !== null) return commandProblem(error);
  const isShown = code !== "STOPPED_WITH_ERROR" || isOwnText(error.message);
  return {
    code,
    title: titles[code] ?? "The run failed",
    message: isShown ? clearText(error.message) : "The flow stopped with a text of its own.",
    hint: error.hint === "" ? null : clearText(error.hint),
    blockId,
  };
}

/** The problem of a run that was cut. */
export function cutProblem(reason: "time-limit" | "cancelled", timeLimitMs: number): RunProblem {
  const isLate = reason === "time-limit";
  return {
    code: isLate ? "TIME_LIMIT" : "RUN_CANCELLED",
    title: isLate ? "The run took too long" : "The run was cancelled",
    message: isLate ? `The run took more than ${timeLimitMs} ms.` : "The run was cancelled.",
    hint: isLate ? "Raise the flow's time limit, or do less before the answer." : null,
    blockId: null,
  };
}

function commandProblem(error: RunError): RunProblem {
  const { cause, blockId } = error;
  const textOf = (name: string) => {
    const text = cause?.[name];
    return typeof text === "string" ? clearText(text) : null;
  };
  return {
    code: textOf("code") ?? error.code,
    title: textOf("title") ?? "A command failed",
    message: textOf("message") ?? clearText(error.message),
    hint: textOf("hint"),
    blockId,
  };
}

/** What an error object says, fit for a clear column that is searched. */
export function errorText(error: ObjectValue): string {
  const parts = ["code", "title", "message"].map((name) => error[name]);
  return parts
    .filter((part) => typeof part === "string")
    .map(clearText)
    .join(" ");
}

const clearMaxChars = 500;
const longNumber = /\+?\d(?:[\s().-]{0,2}\d){3,}/gu;
const address = /[^\s@"']+@[^\s@"']+/gu;
// PostgreSQL takes no text with a NUL, and UTF-8 none with half a character.
// oxlint-disable-next-line no-control-regex -- they are what is taken out
const unfit = /[\u0000-\u001f\u007f]|\p{Cs}/gu;

/** A text fit for a clear column: numbers of four digits and more and addresses are masked. */
export function clearText(text: string): string {
  return text
    .slice(0, clearMaxChars)
    .replaceAll(unfit, " ")
    .replaceAll(longNumber, "•••")
    .replaceAll(address, "•••");
}
