import { readOptions, usage } from "./options.ts";
import { reportOf } from "./report/report.ts";
import { runBench } from "./run-bench.ts";
import type { SendBench } from "./send-bench.ts";

/**
 * A bench of sends: measures, prints, and says whether the numbers can be trusted.
 *
 * @returns The exit code: 0, 1 when the run itself is at fault, 2 for wrong arguments. Targets that
 * are not reached are printed and no fault.
 */
export async function runMain(bench: SendBench, args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    console.error(`Usage: ${usage}`);
    return 2;
  }
  const stopping = new AbortController();
  // Once is enough to end in order, which takes the temporary folder away; twice ends at once.
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  try {
    const { findings, faults } = await runBench(
      bench,
      options,
      (text) => console.error(text),
      stopping.signal,
    );
    console.log(`\n${reportOf(findings)}\n`);
    for (const fault of faults) console.error(fault);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(stopping.signal.aborted ? "Stopped." : error);
    return 1;
  }
}
