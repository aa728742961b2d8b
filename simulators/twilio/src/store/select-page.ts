import { indexOfSeq } from "./message-log.ts";
import type { Message } from "./message.ts";

/** Which part of a log is wanted, newest first. */
export interface PageRequest {
  /** Oldest first, as a log has them. */
  readonly rows: readonly Message[];
  readonly isWanted: (message: Message) => boolean;
  /** Only messages made before this one; undefined begins with the newest. */
  readonly beforeSeq: number | undefined;
  /** How many wanted messages to pass over first. */
  readonly skip: number;
  readonly limit: number;
}

/** A part of a log, and what its neighbours need to be found again. */
export interface SelectedPage {
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  /** The message before the previous page's first one; null when that page is the first. */
  readonly previousToken: Message | null;
}

/** Walks only as far as the page and its two neighbours need. */
export function selectPage(request: PageRequest): SelectedPage {
  const { rows, limit } = request;
  const start = request.beforeSeq === undefined ? rows.length : indexOfSeq(rows, request.beforeSeq);
  const found = collectOlder(request, start - 1, request.skip + limit + 1).slice(request.skip);
  const messages = found.slice(0, limit);
  const first = messages[0];
  const newerStart = first === undefined ? start : indexOfSeq(rows, first.seq) + 1;
  return {
    messages,
    hasMore: found.length > limit,
    previousToken: collectNewer(request, newerStart, limit + 1)[limit] ?? null,
  };
}

function collectOlder({ rows, isWanted }: PageRequest, from: number, count: number): Message[] {
  const found: Message[] = [];
  for (let index = from; index >= 0 && found.length < count; index -= 1) {
    const row = rows[index];
    if (row !== undefined && isWanted(row)) found.push(row);
  }
  return found;
}

function collectNewer({ rows, isWanted }: PageRequest, from: number, count: number): Message[] {
  const found: Message[] = [];
  for (let index = from; index < rows.length && found.length < count; index += 1) {
    const row = rows[index];
    if (row !== undefined && isWanted(row)) found.push(row);
  }
  return found;
}
