import { readAmount } from "./read-amount.ts";
/** How much is measured. Times are in seconds. */
export interface Options {
  readonly rounds: number;
  /** Each server's turn in each condition of each round. */
  readonly turnSeconds: number;
  readonly warmUpSends: number;
}

const full: Options = { rounds: 6, turnSeconds: 3.5, warmUpSends: 12_000 };
const quick: Options = { rounds: 3, turnSeconds: 1.2, warmUpSends: 5000 };

/** What the command line may say. */
export const usage = "npm run bench [-- [hooks] [--quick]]";

/** Reads the command line; null when it says something else. */
export function readOptions(args: readonly string[]): Options | null {
  return readAmount(args, { full, quick });
}
