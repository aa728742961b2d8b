import type { Run, RunEvent } from "@trunkline/api-contract";

import type { ApiClient } from "../../api/api-client.ts";
import { CliError } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import { printJson } from "../../terminal/show-answer.ts";
import { print } from "../../terminal/terminal.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { jsonText, problemLine } from "./run-text.ts";

/**
 * Writes a run's events, a line each, until it ends.
 *
 * @param path The run's address.
 * @returns What the command ends with: 0 for a run that finished, 3 for an unknown outcome, else 1.
 * @throws CliError also when the stream ends before the run does.
 */
export async function followRun(
  api: ApiClient,
  terminal: Terminal,
  path: string,
  options: { readonly json?: boolean },
): Promise<ExitCode> {
  for await (const { data } of api.events(`${path}/events`)) {
    const event = JSON.parse(data) as RunEvent;
    if (options.json === true) printJson(terminal, data);
    else print(terminal, lineOf(event));
    if (event.type === "ended") return exitCodeOf(event.run);
  }
  throw new CliError("ANSWER_LOST", {
    title: "The run went on unseen",
    message: "The server closed the stream before the run ended.",
    hint: "Follow it again, or look at it with `trunkline runs show`.",
    retryable: true,
  });
}

function exitCodeOf({ status }: Run): ExitCode {
  if (status === "finished") return exitCodes.done;
  return status === "unknown" ? exitCodes.unknown : exitCodes.failed;
}

function lineOf(event: RunEvent): string {
  switch (event.type) {
    case "step-started":
      return `${event.step.number}  ${nameOf(event.step)} …`;
    case "step-ended": {
      const { step } = event;
      const end = step.error === null ? jsonText(step.output, step.outputCutFromChars) : "";
      const failed = step.error === null ? "" : `failed: ${escapeControls(step.error.title)}`;
      return `${step.number}  ${nameOf(step)} ${step.durationMs} ms  ${end}${failed}`;
    }
    case "log":
      return `log  ${jsonText(event.line.value, event.line.cutFromChars)}`;
    case "response":
      return `response ${event.status}`;
    case "ended": {
      const { run } = event;
      const problem = problemLine(run);
      return `${run.status} after ${run.durationMs ?? 0} ms${problem === null ? "" : `: ${problem}`}`;
    }
  }
}

function nameOf(step: { readonly kind: string; readonly blockType: string | null }): string {
  return escapeControls(step.blockType ?? step.kind);
}
