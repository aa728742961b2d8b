import type { Column } from "./run-conformance.ts";

/** The results as a table, then what went wrong in words. */
export function tableOf(columns: readonly Column[]): string {
  const names = [...new Set(columns.flatMap(({ faults }) => [...faults.keys()]))];
  const width = Math.max(...names.map((name) => name.length));
  const cells = columns.map(({ version }) => `twilio ${version}`);
  const lines = names.map((name) => {
    const results = columns.map(({ faults }, column) =>
      (faults.get(name) === null ? "ok" : "FAILED").padEnd(cells[column]?.length ?? 0),
    );
    return [name.padEnd(width), ...results].join("  ").trimEnd();
  });
  const faults = columns.flatMap((column) => faultLines(column));
  const failed = faults.length;
  const count = `${names.length} checks, ${columns.length} versions, ${failed} failed`;
  return [["check".padEnd(width), ...cells].join("  "), ...lines, "", ...faults, count].join("\n");
}

function faultLines({ version, faults }: Column): string[] {
  return [...faults]
    .filter(([, fault]) => fault !== null)
    .map(([name, fault]) => `twilio ${version}, ${name}: ${fault}`);
}
