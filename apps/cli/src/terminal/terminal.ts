import type { Readable, Writable } from "node:stream";

/** Where a command reads and writes. */
export interface Terminal {
  readonly stdin: Readable;
  /** Results. */
  readonly stdout: Writable;
  /** Questions, notes and errors, so that results can be piped on. */
  readonly stderr: Writable;
  /** True when a person can be asked: what they type and what they are shown is a terminal. */
  readonly canAsk: boolean;
}

/** The terminal made of three streams. */
export function terminalOf(streams: Omit<Terminal, "canAsk">): Terminal {
  return { ...streams, canAsk: isTty(streams.stdin) && isTty(streams.stderr) };
}

/** Writes a line (or several) to the results. Texts from outside must have been escaped. */
export function print(terminal: Terminal, text: string): void {
  terminal.stdout.write(`${text}\n`);
}

/** Writes a line (or several) beside the results. Texts from outside must have been escaped. */
export function note(terminal: Terminal, text: string): void {
  terminal.stderr.write(`${text}\n`);
}

/** Whether a stream is a terminal that a person sits at. */
export function isTty(stream: Readable | Writable): boolean {
  return "isTTY" in stream && stream.isTTY === true;
}
