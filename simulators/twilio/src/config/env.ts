import { resolve } from "node:path";

import { SimulatorError } from "../errors.ts";
import type { CommandLine } from "./options.ts";

/** Where the simulator listens and what it keeps. */
export interface SimulatorConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** The file that keeps everything over restarts. */
  readonly stateFile?: string;
}

/**
 * Reads the simulator's settings: the command line, else environment variables; empty ones count as
 * absent. Errors: SIMULATOR_SETTING_INVALID names the option or variable.
 */
export function readConfig(
  options: CommandLine,
  env: NodeJS.ProcessEnv = process.env,
): SimulatorConfig {
  const port =
    options.port === undefined
      ? readPort(env["TRUNKLINE_SIMULATOR_PORT"] || "4110", "TRUNKLINE_SIMULATOR_PORT")
      : readPort(options.port, "--port");
  return {
    host: options.host ?? (env["TRUNKLINE_SIMULATOR_HOST"] || "127.0.0.1"),
    port,
    dataDir: resolve(env["TRUNKLINE_DATA_DIR"] || ".trunkline"),
    ...(options.state === undefined ? {} : { stateFile: resolve(options.state) }),
  };
}

function readPort(text: string, name: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SimulatorError(
    "SIMULATOR_SETTING_INVALID",
    `${name} must be a whole number from 0 to 65535.`,
  );
}
