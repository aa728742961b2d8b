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
  /** Whether senders have queues that empty at their rates. */
  readonly queues: boolean;
  readonly maxConcurrent?: number;
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
    queues: readSwitch(env["TRUNKLINE_SIMULATOR_QUEUES"] || "off", "TRUNKLINE_SIMULATOR_QUEUES"),
    ...readMaxConcurrent(env["TRUNKLINE_SIMULATOR_MAX_CONCURRENT"] || ""),
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

function readSwitch(text: string, name: string): boolean {
  if (text === "on" || text === "off") return text === "on";
  throw new SimulatorError("SIMULATOR_SETTING_INVALID", `${name} must be on or off.`);
}

function readMaxConcurrent(text: string): { maxConcurrent?: number } {
  if (text === "") return {};
  if (/^[1-9]\d{0,5}$/.test(text)) return { maxConcurrent: Number(text) };
  throw new SimulatorError(
    "SIMULATOR_SETTING_INVALID",
    "TRUNKLINE_SIMULATOR_MAX_CONCURRENT must be a whole number from 1 to 999999.",
  );
}
