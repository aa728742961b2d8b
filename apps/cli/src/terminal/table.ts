import { escapeControls } from "./escape-controls.ts";

const bareLines = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** What stands in a cell; null is shown as a dash. */
export type Cell = string | number | null;

/** A table as text, without a frame; every cell is escaped. */
export async function renderTable(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const table = new Table({
    ...(head.length === 0 ? {} : { head: [...head] }),
    chars: bareLines,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  table.push(...rows.map((row) => row.map(cellText)));
  return trimLines(table.toString());
}

/** Names and values, one pair a line. */
export async function renderSheet(pairs: readonly (readonly [string, Cell])[]): Promise<string> {
  return renderTable([], pairs);
}

function cellText(cell: Cell): string {
  return cell === null ? "-" : escapeControls(String(cell));
}

function trimLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
