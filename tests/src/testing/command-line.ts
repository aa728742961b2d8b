import { execFile } from "node:child_process";
import { join } from "node:path";

import { root } from "./child.ts";
import type { World } from "./world.ts";

/** How a command ended, and what it said. */
export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a process of its own, which finds the world's server by itself. */
export function trunkline(
  world: World,
  cwd: string,
  words: readonly string[],
): Promise<CommandEnd> {
  const program = join(root, "apps/cli/bin/trunkline.mjs");
  const environment = { ...process.env, TRUNKLINE_DATA_DIR: world.dataDirectory.path };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...words],
      { cwd, env: environment, timeout: 120_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr });
        else reject(error ?? new Error("The command was stopped."));
      },
    );
  });
}
