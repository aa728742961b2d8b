import type { CliError } from "../errors.ts";
import { escapeControls } from "./escape-controls.ts";
import { note } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

const outcomeWords = {
  "not-done": "it was not done",
  done: "it was done all the same",
  unknown: "nobody can say yet whether it was done",
} as const;

/** Writes an error beside the results: what happened, what to do, and what a support desk asks for. */
export function showError(terminal: Terminal, error: CliError): void {
  const { report } = error;
  const lines: [string, string | number | null][] = [
    [`Error: ${report.title}`, null],
    ["", report.message],
    ["What to do", report.hint],
    ["Code", report.code],
    ["Twilio code", report.twilioCode],
    ["More", report.moreInfo],
    ["Request id", report.requestId],
    ["Outcome", error.code === "USAGE_WRONG" ? null : outcomeWords[report.outcome]],
  ];
  for (const [index, [label, value]] of lines.entries()) {
    if (index === 0) note(terminal, escapeControls(label));
    else if (value !== null && value !== undefined) note(terminal, line(label, value));
  }
}

function line(label: string, value: string | number): string {
  const text = escapeControls(String(value));
  return label === "" ? `  ${text}` : `  ${label}: ${text}`;
}
