import type { Run, RunDetail, RunStep } from "@trunkline/api-contract";

import { escapeControls } from "../../terminal/escape-controls.ts";
import { renderSheet, renderTable } from "../../terminal/table.ts";
import type { Cell } from "../../terminal/table.ts";

const jsonMaxChars = 160;

/** A run as people read it: what it was, its steps one below the other, its log. */
export async function runText(run: RunDetail): Promise<string> {
  const parts = [await renderSheet(factsOf(run))];
  if (run.steps.length > 0) parts.push(await renderTable(stepHead, run.steps.map(stepRow)));
  parts.push(...run.steps.map(contentsOf));
  if (run.log.length > 0) parts.push(["Log", ...run.log.map(logLine)].join("\n"));
  if (run.attempts.length > 0) parts.push(await attemptsText(run));
  if (run.leftOut > 0) parts.push(`${run.leftOut} more were not recorded.`);
  if (run.isMasked && run.steps.length > 0) parts.push("Texts and numbers are masked: --unmask.");
  return parts.join("\n\n");
}

/** Why a run stopped, in one line; null for one that finished. */
export function problemLine({ error }: Pick<Run, "error">): string | null {
  if (error === null) return null;
  const hint = error.hint === null ? "" : ` ${error.hint}`;
  return escapeControls(`${error.title}: ${error.message}${hint} (${error.code})`);
}

const stepHead = ["STEP", "KIND", "BLOCK", "STATUS", "MS", "ATTEMPT", "ERROR"];

function stepRow(step: RunStep): Cell[] {
  return [
    step.number,
    step.kind,
    // What kind of block it was, the step's kind says well enough.
    step.blockId,
    step.status,
    step.durationMs,
    step.attempt,
    step.error?.code ?? null,
  ];
}

function contentsOf(step: RunStep): string {
  const lines = [`Step ${step.number} ${escapeControls(step.kind)}`];
  lines.push(`  in   ${jsonText(step.input, step.inputCutFromChars)}`);
  if (step.error === null) lines.push(`  out  ${jsonText(step.output, step.outputCutFromChars)}`);
  else lines.push(`  failed  ${escapeControls(`${step.error.title}: ${step.error.message}`)}`);
  return lines.join("\n");
}

function logLine({ at, value, cutFromChars }: RunDetail["log"][number]): string {
  return `  ${at}  ${jsonText(value, cutFromChars)}`;
}

async function attemptsText({ attempts }: RunDetail): Promise<string> {
  const rows = attempts.map((one) => [
    one.attempt,
    one.connection,
    one.command,
    one.state,
    one.sid,
  ]);
  const table = await renderTable(["ATTEMPT", "CONNECTION", "COMMAND", "STATE", "SID"], rows);
  return `The steps were lost with the server. What it had begun:\n${table}`;
}

/** A value as one line of JSON, cut where it is long. */
export function jsonText(value: unknown, cutFromChars: number | null): string {
  const json = escapeControls(JSON.stringify(value));
  const shown = json.length > jsonMaxChars ? `${json.slice(0, jsonMaxChars)}…` : json;
  return cutFromChars === null ? shown : `${shown} (the beginning of ${cutFromChars} characters)`;
}

function factsOf(run: RunDetail): (readonly [string, Cell])[] {
  const duration = run.durationMs === null ? null : `${run.durationMs} ms`;
  return [
    ["Run", run.id],
    ["Flow", `${run.flow}, version ${run.version}${run.isDraft ? " (draft)" : ""}`],
    ["Release", run.release],
    ["Status", run.status],
    ["Trigger", run.trigger],
    ["Caller", run.caller],
    ["Started", run.startedAt],
    ["Duration", duration],
    ["Error", problemLine(run)],
  ];
}
