import { spawn, type SpawnOptions } from "node:child_process";

import { platformUnsupported } from "./binaries.ts";
import { EmbeddedPostgresError, isSystemError } from "./errors.ts";
import type { RunAs } from "./run-as.ts";

/**
 * How every program of PostgreSQL is spawned. Its environment is empty but for what it needs:
 * ours holds keys, and a running server's environment can be read by its user.
 */
export function spawnOptions(runAs: RunAs | undefined): SpawnOptions {
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C" } as NodeJS.ProcessEnv;
  return { cwd: "/", env, ...runAs };
}

/** Says what to do when a program cannot be spawned. */
export function asSpawnError(error: unknown, program: string): unknown {
  // A binary that lies there but "does not exist" was made for another C library.
  if (isSystemError(error, "ENOENT", "ENOEXEC")) return platformUnsupported(error);
  if (!isSystemError(error, "EACCES", "EPERM", "EINVAL")) return error;
  return new EmbeddedPostgresError(
    "START_FAILED",
    `${program} cannot be run here: its folder is closed or mounted noexec, or root may not ` +
      "become another user. Allow that, or set TRUNKLINE_DATABASE_URL to a PostgreSQL of your own.",
    { cause: error },
  );
}

/** How a program ended, with everything it printed. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a program to its end, giving it `input`. */
export function runProgram(
  program: string,
  args: readonly string[],
  { runAs, input = "" }: { runAs: RunAs | undefined; input?: string },
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(runAs), stdio: "pipe" });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.stdin?.on("error", () => undefined); // A program that ended early says why in its output.
    child.stdin?.end(input);
    child.once("error", (error) => reject(asSpawnError(error, program)));
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}
