import { JsonScanner } from "./json-scanner.ts";

/** What is wrong with a text that should be JSON, and where, both counted from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The first thing that is wrong with a JSON text; null when nothing is. */
export function findJsonFault(text: string): JsonFault | null {
  const conflict = /^(?:<{7}|={7}|>{7})/mu.exec(text);
  const found = new JsonScanner(text).scan();
  if (found === null) return null;
  // Git's marks are no JSON: a merge that nobody has resolved explains every other fault.
  if (conflict !== null) {
    return { ...positionOf(text, conflict.index), message: "a merge conflict is not resolved" };
  }
  return { ...positionOf(text, found.at), message: found.message };
}

function positionOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: at - lineStart + 1 };
}
