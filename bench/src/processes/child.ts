import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process that the bench has started. Disposing asks it to end and waits. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** Sends a question and waits for the process's next message. One question at a time. */
  ask<Answer>(question: object): Promise<Answer>;
  /** The process's next message. @throws Error when it ends instead. */
  next<Answer>(): Promise<Answer>;
}

/** How a process is started. */
export interface ChildOptions {
  readonly title: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Where what it prints goes; by default to the terminal. */
  readonly logFile?: number;
  /** Another Node than this process's. */
  readonly node?: { readonly file: string; readonly args: readonly string[] };
}

const killAfterMs = 15_000;

/** Starts a Node process with a channel to it. */
export function startChild(options: ChildOptions): Child {
  const output = options.logFile ?? "inherit";
  const child = fork(options.file, [...(options.args ?? [])], {
    env: options.env ?? process.env,
    execPath: options.node?.file ?? process.execPath,
    execArgv: [...(options.node?.args ?? [])],
    stdio: ["ignore", output, output, "ipc"],
  });
  const ended = once(child, "exit").then(([code, signal]: (number | string | null)[]) => {
    throw new Error(`The process "${options.title}" ended (${code ?? signal}).`);
  });
  // Whoever waits for a message hears of the end; otherwise it is no fault.
  ended.catch(() => undefined);
  const next = <Answer>() =>
    Promise.race([once(child, "message").then(([answer]) => answer as Answer), ended]);
  return {
    pid: child.pid ?? 0,
    next,
    ask(question) {
      const answer = next<never>();
      child.send(question);
      return answer;
    },
    [Symbol.asyncDispose]: () => stop(child, ended),
  };
}

async function stop(child: ChildProcess, ended: Promise<never>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const kill = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  child.kill("SIGTERM");
  await ended.catch(() => undefined);
  clearTimeout(kill);
}
