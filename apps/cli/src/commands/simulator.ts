import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Command } from "commander";

import type { Cli } from "../cli.ts";
import { CliError } from "../errors.ts";
import { exitCodes } from "../exit-codes.ts";

const program = fileURLToPath(
  new URL("../../../../simulators/twilio/dist/index.js", import.meta.url),
);
const known = ["TRUNKLINE_DATA_DIR", "TRUNKLINE_SIMULATOR_HOST", "TRUNKLINE_SIMULATOR_PORT"];

interface SimulatorOptions {
  readonly port?: string;
  readonly host?: string;
  readonly state?: string;
}

/** Adds `simulator`. */
export function addSimulator(root: Command, cli: Cli): void {
  root
    .command("simulator")
    .description("start the stand-in for Twilio: texts go to a page of simulated handsets")
    .option("--port <port>", "where it listens; 0 takes any free port (default: 4110)")
    .option("--host <host>", "the address it listens on (default: 127.0.0.1)")
    .option("--state <file>", "keep accounts, settings and messages over restarts")
    .addHelpText(
      "after",
      "\nIt runs until Ctrl-C and needs no server. Credentials: GET /simulator/accounts.\n\n" +
        "Examples:\n  $ trunkline simulator\n  $ trunkline simulator --port 4200 --state texts.jsonl",
    )
    .action(async (options: SimulatorOptions) => {
      if (!existsSync(program)) throw absent();
      const code = await run(options, cli);
      if (code !== 0) cli.endWith(exitCodes.failed);
    });
}

/** The simulator ends when this process does; what ends this one in order is passed on. */
async function run(options: SimulatorOptions, { terminal, cwd }: Cli): Promise<unknown> {
  const args = Object.entries(options).map(([name, value]) => `--${name}=${String(value)}`);
  // As `npm start` does.
  const execArgv = ["--max-semi-space-size=32"];
  const child = fork(program, args, { cwd, env: ownEnvironment(), execArgv, silent: true });
  child.stdout?.pipe(terminal.stdout, { end: false });
  child.stderr?.pipe(terminal.stderr, { end: false });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", pass).on("SIGTERM", pass);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code;
  } finally {
    process.off("SIGINT", pass).off("SIGTERM", pass);
  }
}

/** The simulator stands for the outside: the server's secrets are not told to it. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("TRUNKLINE_") || known.includes(name),
  );
  return Object.fromEntries(entries);
}

function absent(): CliError {
  return new CliError("SERVER_UNREACHABLE", {
    title: "The simulator is not here",
    message: "The simulator comes with the clone of the repository, and this is no clone.",
    hint: "Start it there, with npx trunkline simulator.",
  });
}
