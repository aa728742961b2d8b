import type { DocumentFault, DocumentsRefused, ReplacedDocuments } from "@trunkline/api-contract";

import { CliError } from "../../errors.ts";
import { escapeControls } from "../../terminal/escape-controls.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { tellFaults } from "./folder/folder-faults.ts";

type Problem = ReplacedDocuments["problems"][number];

const places = {
  flow: "flows/",
  connection: "connections/",
  page: "pages/",
  rules: "rules.json: ",
};
const words = { added: "is new", removed: "is gone", changed: "has changed" } as const;

/** What replacing a draft has changed, a line for each document. */
export function describeChanges({ changes, groups }: ReplacedDocuments): string {
  return [
    ...groups.map((group) => `The group ${group} is new.`),
    ...changes.map(({ kind, name, change }) => `${placeOf(kind, name)} ${words[change]}`),
  ]
    .map(escapeControls)
    .join("\n");
}

function placeOf(kind: keyof typeof places, name: string): string {
  return kind === "rules" ? `${places.rules}${name}` : `${places[kind]}${name}.json`;
}

/** Problems of an app for people, errors first: document, block and cure. */
export function describeAppProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity !== "error");
  return [...errors, ...warnings].map(describeProblem).join("\n");
}

function describeProblem({ document, severity, code, message, hint, blockId, path }: Problem) {
  const place = blockId === null ? path : `block ${blockId}`;
  const where = place === "" ? "" : ` (${place})`;
  const line = escapeControls(`${document}.json: ${code}: ${message}${where}`);
  return `${severity.padEnd(7)}  ${line}\n         cure: ${escapeControls(hint)}`;
}

/** Tells what is wrong with documents that the server refused; other errors tell themselves. */
export function tellRefusal(terminal: Terminal, error: unknown): void {
  if (!(error instanceof CliError) || error.report.code !== "DOCUMENTS_WRONG") return;
  const { problems } = JSON.parse(error.json ?? "{}") as Partial<DocumentsRefused>;
  tellFaults(terminal, (problems ?? []).map(toFault));
}

function toFault({ file, path, message, hint }: DocumentFault) {
  return { file, place: path === "" ? null : path, message, hint };
}
