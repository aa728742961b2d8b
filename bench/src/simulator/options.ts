import { readAmount } from "../read-amount.ts";
/** How much of the simulator is measured. Times are in seconds. */
export interface SimulatorOptions {
  readonly rounds: number;
  readonly turnSeconds: number;
  /** How many messages are stored before pages and memory are measured. */
  readonly messages: number;
}

const full: SimulatorOptions = { rounds: 3, turnSeconds: 5, messages: 1_000_000 };
const quick: SimulatorOptions = { rounds: 1, turnSeconds: 2, messages: 100_000 };

/** What the command line may say. */
export const usage = "npm run bench:simulator [-- --quick]";

/** Reads the command line; null when it says something else. */
export function readOptions(args: readonly string[]): SimulatorOptions | null {
  return readAmount(args, { full, quick });
}
