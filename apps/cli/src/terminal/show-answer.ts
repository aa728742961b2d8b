import type { ApiAnswer } from "../api/read-answer.ts";
import { escapeControlsInJson } from "./escape-controls.ts";
import { print } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** Writes an answer's JSON as it came. An answer without content writes nothing. */
export function printJson(terminal: Terminal, json: string): void {
  if (json !== "") print(terminal, escapeControlsInJson(json));
}

/**
 * Writes an answer: with `--json` exactly what the API said, else what `describe` makes of it for
 * people.
 */
export async function showAnswer<Value>(
  terminal: Terminal,
  options: { readonly json?: boolean },
  answer: ApiAnswer<Value>,
  describe: (value: Value) => string | Promise<string>,
): Promise<void> {
  if (options.json === true) printJson(terminal, answer.json);
  else print(terminal, await describe(answer.value));
}
