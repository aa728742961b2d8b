import { SimulatorError } from "../errors.ts";
import type { Message } from "../store/message.ts";
import { type Entry, readEntry, type Settings } from "./entry.ts";
import { readLines } from "./read-lines.ts";

/** What a state file holds. */
export interface SavedState {
  /** Null when the file ends before they were written. */
  readonly settings: Settings | null;
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** The place in the order that the next message gets. */
  readonly nextSeq: number;
  /** How many lines the file has. */
  readonly lines: number;
  /** How many bytes of it are whole lines; a half line at the end is what a sudden end left. */
  readonly bytes: number;
}

/**
 * Reads a state file without changing it; null when there is none.
 * Errors: SIMULATOR_STATE_UNREADABLE names the file, and the line when it is a line that is damaged.
 */
export async function readState(file: string): Promise<SavedState | null> {
  try {
    return await collect(file);
  } catch (error) {
    if (error instanceof SimulatorError) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new SimulatorError(
      "SIMULATOR_STATE_UNREADABLE",
      `The state file ${file} cannot be read (${error instanceof Error ? error.message : "unknown"}).`,
      { cause: error },
    );
  }
}

async function collect(file: string): Promise<SavedState> {
  const messages = new Map<number, Message>();
  let settings: Settings | null = null;
  let [nextSeq, lines, bytes] = [1, 0, 0];
  for await (const line of readLines(file)) {
    if (!line.isWhole) break;
    const entry = readEntry(line.text);
    if (entry === null || "format" in entry !== (line.number === 1))
      throw damaged(file, line.number);
    if ("settings" in entry) ({ settings } = entry);
    if ("message" in entry) nextSeq = Math.max(nextSeq, entry.message.seq + 1);
    keepMessages(messages, entry);
    lines = line.number;
    bytes = line.offset + Buffer.byteLength(line.text) + 1;
  }
  const ordered = [...messages.values()].toSorted((left, right) => left.seq - right.seq);
  return { settings, messages: ordered, nextSeq, lines, bytes };
}

function keepMessages(messages: Map<number, Message>, entry: Entry): void {
  if ("message" in entry) messages.set(entry.message.seq, entry.message);
  else if ("removed" in entry) for (const seq of entry.removed) messages.delete(seq);
  else if ("cleared" in entry) messages.clear();
}

function damaged(file: string, line: number): SimulatorError {
  return new SimulatorError(
    "SIMULATOR_STATE_UNREADABLE",
    `The state file ${file} is damaged in line ${line}. Nothing was changed: mend the line, or move the file away to begin anew.`,
  );
}
