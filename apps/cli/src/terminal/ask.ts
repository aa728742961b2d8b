import { createInterface } from "node:readline/promises";

import { CliError } from "../errors.ts";
import type { Terminal } from "./terminal.ts";

/** Asks a question whose answer may be seen; surrounding blanks are dropped. */
export async function ask(terminal: Terminal, question: string): Promise<string> {
  const lines = createInterface({
    input: terminal.stdin,
    output: terminal.stderr,
    terminal: true,
    historySize: 0,
  });
  const gaveUp = new AbortController();
  lines.once("close", () => gaveUp.abort());
  try {
    return (await lines.question(`${question}: `, { signal: gaveUp.signal })).trim();
  } catch (cause) {
    throw cancelled(cause);
  } finally {
    lines.close();
  }
}

/** Asks for a secret: nothing of it is shown, not even its length. */
export async function askSecret(terminal: Terminal, question: string): Promise<string> {
  const { default: password } = await import("@inquirer/password");
  try {
    const answer = await password(
      { message: `${question}:` },
      { input: terminal.stdin, output: terminal.stderr },
    );
    return answer.trim();
  } catch (cause) {
    throw cancelled(cause);
  }
}

/** The error of a person who said no. */
export function cancelled(cause?: unknown): CliError {
  return new CliError(
    "CANCELLED",
    { title: "Nothing was done", message: "The question was not answered with a yes." },
    { cause },
  );
}
