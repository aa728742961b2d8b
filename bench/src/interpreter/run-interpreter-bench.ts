import { readAmount } from "../read-amount.ts";
import { lookAtMachine, type Machine } from "../report/machine.ts";
import { markdownTable } from "../report/table.ts";
import { type InterpreterOptions, type InterpreterTimes, measureInterpreter } from "./measure.ts";

const full: InterpreterOptions = { rounds: 15, arithmeticBlocks: 1_000_000, effects: 20_000 };
const quick: InterpreterOptions = { ...full, rounds: 5 };

const mostTimesClosures = 10;
const mostOverheadUs = 10;

/**
 * The interpreter's bench: a loop of arithmetic beside plain closures, and what an effect costs.
 *
 * @returns The exit code: 0, or 2 for wrong arguments. Targets that are not reached are printed and
 * no fault.
 */
export async function runInterpreterBench(args: readonly string[]): Promise<number> {
  const options = readAmount(args, { full, quick });
  if (options === null) {
    console.error("Usage: npm run bench -- interpreter [--quick]");
    return 2;
  }
  const machine = lookAtMachine();
  console.log(`\n${reportOf(machine, options, await measureInterpreter(options))}\n`);
  return 0;
}

function reportOf(
  machine: Machine,
  { arithmeticBlocks, effects }: InterpreterOptions,
  times: InterpreterTimes,
): string {
  const factor = times.arithmeticMs / times.closuresMs;
  const blocks = arithmeticBlocks.toLocaleString("en");
  const asked = effects.toLocaleString("en");
  return [
    `Node ${machine.node}, ${machine.system}, ${machine.cores} cores, load ${machine.loadAverage.toFixed(1)} before the run`,
    "",
    markdownTable(
      ["", "measured", "wanted", "reached"],
      [
        [`${blocks} arithmetic blocks in a loop (ms)`, times.arithmeticMs.toFixed(1), "", ""],
        ["the same in plain closures (ms)", times.closuresMs.toFixed(1), "", ""],
        row("so many times the closures", factor, mostTimesClosures),
        row(`overhead of a command, of ${asked} (µs)`, times.commandOverheadUs, mostOverheadUs),
        row(`overhead of Kept Value (µs)`, times.keptValueOverheadUs, mostOverheadUs),
      ],
    ),
  ].join("\n");
}

function row(what: string, measured: number, most: number): string[] {
  return [what, measured.toFixed(1), `at most ${most}`, measured <= most ? "yes" : "no"];
}
