import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { killFromOutside } from "./kill-from-outside.ts";
import { expectToEnd } from "./leftovers.ts";

/** The folder of the clone. */
export const root = fileURLToPath(new URL("../../../", import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What a child is started with. */
export interface ChildOptions {
  readonly name: string;
  readonly command?: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** With a channel the child ends when the test process does. */
  readonly channel?: boolean;
}

const stopWithinMs = 60_000;

/** A process under test with everything it has said. Disposing ends it, by force if need be. */
export class Child implements AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly ended: Promise<Ending>;
  ending: Ending | null = null;
  output = "";
  readonly #process: ChildProcess;

  constructor(options: ChildOptions) {
    const { name, command = process.execPath, args, cwd = root, env, channel = true } = options;
    this.name = name;
    this.#process = spawn(command, args, {
      cwd,
      env: { ...ownEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe", channel ? "ipc" : "ignore"],
    });
    if (this.#process.pid === undefined) throw new Error(`${name} could not be started.`);
    this.pid = this.#process.pid;
    expectToEnd(this.pid, name);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => {
      this.#process.once("close", (code, signal) => {
        this.ending = { code, signal };
        resolve(this.ending);
      });
    });
  }

  /** Its message of that type. @throws Error with its last words when it ends before. */
  async message<Message>(type: string): Promise<Message> {
    const got = new Promise<Message>((resolve) => {
      this.#process.on("message", (message: Message & { type: string }) => {
        if (message.type === type) resolve(message);
      });
    });
    const ended = this.ended.then(({ code, signal }) => {
      throw new Error(`${this.name} ended (${code ?? signal}):\n${this.output.slice(-4000)}`);
    });
    return Promise.race([got, ended]);
  }

  /** Asks it to end and waits for that; after a minute it is killed, and the ending shows it. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<Ending> {
    if (this.ending !== null) return this.ending;
    this.#process.kill(signal);
    const late = setTimeout(() => this.#process.kill("SIGKILL"), stopWithinMs);
    try {
      return await this.ended;
    } finally {
      clearTimeout(late);
    }
  }

  /** Kills it with SIGKILL, from another process than this one. */
  async kill(): Promise<void> {
    if (this.ending !== null) return;
    await killFromOutside(this.pid);
    await this.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Our own environment without the product's variables. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(?:TRUNKLINE_|npm_)/u.test(name),
  );
  return Object.fromEntries(
    others.filter(([name]) => !/^(?:VITEST|NODE_OPTIONS|NODE_ENV)/u.test(name)),
  );
}
