import type { Readable, Writable } from "node:stream";

import type { Command } from "commander";
import { CommanderError } from "commander";

import type { Environment } from "./config/env.ts";
import { CliError, exitCodeOf, usageError } from "./errors.ts";
import { exitCodes } from "./exit-codes.ts";
import type { ExitCode } from "./exit-codes.ts";
import { buildProgram } from "./program.ts";
import { printJson } from "./terminal/show-answer.ts";
import { showError } from "./terminal/show-error.ts";
import { note, terminalOf } from "./terminal/terminal.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** One call of the command line. */
export interface CliCall {
  /** The words after `trunkline`. */
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly cwd: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Runs one call to its end and gives the exit code; it never throws and never ends the process. */
export async function runCli(call: CliCall): Promise<ExitCode> {
  const terminal = terminalOf(call);
  let exitCode: ExitCode = exitCodes.done;
  let current: Command | null = null;
  const program = buildProgram({
    terminal,
    cwd: call.cwd,
    connect: () => connect(call),
    endWith(code) {
      exitCode = code;
    },
  });
  program.hook("preAction", (_program, command) => {
    current = command;
  });
  try {
    await program.parseAsync([...call.argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return tell(terminal, error, wantsJson(current));
  }
}

async function connect(call: CliCall) {
  const [{ findServer }, { createApiClient }] = await Promise.all([
    import("./config/find-server.ts"),
    import("./api/api-client.ts"),
  ]);
  return createApiClient(await findServer(call.environment, call.cwd));
}

function wantsJson(command: Command | null): boolean {
  return command?.opts<{ json?: boolean }>().json === true;
}

/** Writes what went wrong; with `--json` the API's error goes to the results as it came. */
function tell(terminal: Terminal, error: unknown, asJson: boolean): ExitCode {
  if (error instanceof CommanderError) return tellUsage(terminal, error);
  if (!(error instanceof CliError)) {
    note(terminal, `Error: trunkline itself failed (${nameOf(error)}). Please report it.`);
    return exitCodes.failed;
  }
  if (asJson && error.json !== null) printJson(terminal, error.json);
  showError(terminal, error);
  return exitCodeOf(error);
}

const secretOption =
  /^--?(?:auth-?token|api-?key-?secret|api-?key|token|secret|password|webhook-?(?:auth-?)?token)$/i;

/** Commander has already written help and version; its errors are ours to write. */
function tellUsage(terminal: Terminal, error: CommanderError): ExitCode {
  if (error.exitCode === 0) return exitCodes.done;
  if (error.code === "commander.help") return exitCodes.usage;
  const option = /^error: unknown option '([^'=\s]+)/.exec(error.message)?.[1];
  showError(terminal, option === undefined ? otherUsage(error) : unknownOption(option, error));
  return exitCodes.usage;
}

function unknownOption(option: string, error: CommanderError): CliError {
  if (secretOption.test(option)) {
    return usageError(
      `${option} is not taken: what stands on a command line is seen by other processes and kept by the shell.`,
      "Leave it out: the secret is asked for without being shown, or read from standard input. " +
        "If it was a real one, remove the line from your shell's history.",
    );
  }
  const suggestion = /Did you mean (\S+)\?/.exec(error.message)?.[1];
  return usageError(
    `There is no option ${option}.`,
    suggestion === undefined ? "Add --help to see the options." : `Did you mean ${suggestion}?`,
  );
}

function otherUsage(error: CommanderError): CliError {
  return usageError(
    error.message.replace(/^error: /, "").replaceAll(/\s+/g, " "),
    "Add --help to see how it is called.",
  );
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
