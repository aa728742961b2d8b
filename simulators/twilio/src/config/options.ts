import { parseArgs } from "node:util";

import { SimulatorError } from "../errors.ts";

/** What the command line may say; what it leaves out is left to the environment. */
export interface CommandLine {
  readonly port?: string;
  readonly host?: string;
  readonly state?: string;
  readonly help?: boolean;
}

/** The text of `--help`. */
export const help = `A stand-in for Twilio: texts go to simulated handsets, and nothing reaches a real phone.

Usage: simulator [options]

  --port PORT    where it listens: 0 to 65535, 0 takes any free port
                 (TRUNKLINE_SIMULATOR_PORT, else 4110)
  --host HOST    the address it listens on (TRUNKLINE_SIMULATOR_HOST, else 127.0.0.1)
  --state FILE   keep accounts, settings and messages in this file over restarts
  --help         show this help
`;

/** Reads the command line. Errors: SIMULATOR_SETTING_INVALID says which word is not understood. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const text = { type: "string" } as const;
  try {
    const options = { port: text, host: text, state: text, help: { type: "boolean" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    for (const [name, value] of Object.entries(values)) {
      if (value === "") throw new TypeError(`Option '--${name}' is empty.`);
    }
    return values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = `${error.message.split("\n", 1)[0]} Add --help to see the options.`;
    throw new SimulatorError("SIMULATOR_SETTING_INVALID", message, { cause: error });
  }
}
