import { startSimulator } from "../simulator.ts";
import { setUpBench } from "./bench.ts";
import type { Check } from "./checks/check.ts";
import { hookChecks } from "./checks/hook-checks.ts";
import { listChecks } from "./checks/list-checks.ts";
import { messageChecks } from "./checks/message-checks.ts";
import { refusalChecks } from "./checks/refusal-checks.ts";
import { resourceChecks } from "./checks/resource-checks.ts";
import type { Library } from "./libraries.ts";

/** How one library fared: by check, what went wrong, or null. */
export interface Column {
  readonly version: string;
  readonly faults: ReadonlyMap<string, string | null>;
}

/** Everything that is checked, in the order of the table. */
export const allChecks: readonly Check[] = [
  ...messageChecks,
  ...listChecks,
  ...refusalChecks,
  ...hookChecks,
  ...resourceChecks,
];

/** Runs all checks with one library: against the URL, else against a simulator of their own. */
export async function checkLibrary(library: Library, url: string | null): Promise<Column> {
  if (url !== null) return runChecks(library, url);
  await using simulator = await startSimulator({ host: "127.0.0.1", port: 0 });
  return await runChecks(library, simulator.url);
}

async function runChecks(library: Library, url: string): Promise<Column> {
  await using bench = await setUpBench(url, library);
  const faults = new Map<string, string | null>();
  for (const { name, run } of allChecks) {
    await bench.clear();
    const fault = await run(bench).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    faults.set(name, fault);
  }
  return { version: library.version, faults };
}
