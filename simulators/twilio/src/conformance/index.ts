import { parseArgs } from "node:util";

import { libraries } from "./libraries.ts";
import { checkLibrary, type Column } from "./run-conformance.ts";
import { tableOf } from "./table.ts";

const usage = "Usage: npm run simulator:conformance [-- --url http://127.0.0.1:4110]\n";

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const url = readUrl(args);
  if (url === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const columns: Column[] = [];
  try {
    for (const library of libraries()) columns.push(await checkLibrary(library, url));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The checks could not be run (${reason}).\n`);
    return 1;
  }
  process.stdout.write(`${tableOf(columns)}\n`);
  const isFine = columns.every(({ faults }) =>
    [...faults.values()].every((fault) => fault === null),
  );
  return isFine ? 0 : 1;
}

/** Null is a simulator of its own; undefined a command line that is not understood. */
function readUrl(args: readonly string[]): string | null | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { url: { type: "string" } } });
    if (values.url === undefined) return null;
    return URL.canParse(values.url) ? new URL(values.url).origin : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
