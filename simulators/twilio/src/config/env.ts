import { resolve } from "node:path";

import { SimulatorError } from "../errors.ts";

/** Where the simulator listens and keeps its accounts. */
export interface SimulatorConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
}

/**
 * Reads the simulator's settings from environment variables; empty ones count as absent.
 * Errors: SIMULATOR_SETTING_INVALID names the variable.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): SimulatorConfig {
  return {
    host: env["TRUNKLINE_SIMULATOR_HOST"] || "127.0.0.1",
    port: readPort(env["TRUNKLINE_SIMULATOR_PORT"] || "4110"),
    dataDir: resolve(env["TRUNKLINE_DATA_DIR"] || ".trunkline"),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SimulatorError(
    "SIMULATOR_SETTING_INVALID",
    "TRUNKLINE_SIMULATOR_PORT must be a whole number from 0 to 65535.",
  );
}
