import { PassThrough } from "node:stream";

import type { Environment } from "../config/env.ts";
import { runCli } from "../run-cli.ts";
import { fakeApiKey } from "./fake-server.ts";

/** How a test calls the command line. */
export interface TrunklineCall {
  readonly server?: { readonly url: string };
  readonly environment?: Partial<Environment>;
  readonly cwd?: string;
  /** What is piped in. */
  readonly stdin?: string;
  /** What a person types, each line once the question before it stands on the screen. */
  readonly typed?: readonly string[];
}

/** What a call of the command line gave. */
export interface TrunklineResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, with streams of its own. */
export async function runTrunkline(
  argv: readonly string[],
  call: TrunklineCall = {},
): Promise<TrunklineResult> {
  const stdin = new PassThrough();
  const stdout = collector();
  const stderr = collector();
  if (call.typed === undefined) stdin.end(call.stdin ?? "");
  else sitDown(call.typed, stdin, stderr.stream);
  const code = await runCli({
    argv,
    environment: {
      url: call.server?.url ?? null,
      apiKey: call.server === undefined ? null : fakeApiKey,
      dataDir: null,
      ...call.environment,
    },
    cwd: call.cwd ?? "/",
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}

/** Puts a person at the terminal, who answers each question (it ends with a colon) with a line. */
function sitDown(lines: readonly string[], stdin: PassThrough, screen: PassThrough): void {
  Object.assign(stdin, { isTTY: true, setRawMode: () => stdin });
  // As with a real terminal, a prompt that ends does not close it.
  Object.assign(screen, { isTTY: true, columns: 80, end: () => screen });
  const waiting = [...lines];
  let shown = "";
  let answered: string | null = null;
  screen.on("data", (chunk: Buffer) => {
    shown += chunk.toString("utf8");
    const question = questionAtEnd(shown);
    // A prompt draws its question again with every key.
    if (question === null || question === answered) return;
    answered = question;
    const line = waiting.shift();
    if (line !== undefined) setImmediate(() => stdin.write(`${line}\r`));
  });
}

/** The question that the screen ends with; null when it ends with none. */
function questionAtEnd(screen: string): string | null {
  // oxlint-disable-next-line no-control-regex -- prompts move the cursor with escapes
  const plain = screen.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "");
  return /([^?✔\n]+): *(?:\[input is masked\])?\s*$/.exec(plain)?.[1]?.trim() ?? null;
}
