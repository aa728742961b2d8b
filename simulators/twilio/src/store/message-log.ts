import type { Message } from "./message.ts";

/** The messages of one account in the order of their making, found quickly by recipient. */
export class MessageLog {
  readonly #rows: Message[] = [];
  readonly #byTo = new Map<string, Message[]>();
  readonly #removedSeqs = new Map<string, number>();

  add(message: Message): void {
    this.#rows.push(message);
    const sameTo = this.#byTo.get(message.to);
    if (sameTo === undefined) this.#byTo.set(message.to, [message]);
    else sameTo.push(message);
  }

  remove(message: Message): void {
    cut(this.#rows, message);
    const sameTo = this.#byTo.get(message.to);
    if (sameTo !== undefined) cut(sameTo, message);
    this.#removedSeqs.set(message.sid, message.seq);
  }

  /** Oldest first; only those to one recipient when it is given. */
  rows(to?: string): readonly Message[] {
    return to === undefined ? this.#rows : (this.#byTo.get(to) ?? []);
  }

  /** The place that a message had in the order before it was removed. */
  removedSeq(sid: string): number | undefined {
    return this.#removedSeqs.get(sid);
  }
}

/** The index of the first message whose seq is not below the given one. Rows are oldest first. */
export function indexOfSeq(rows: readonly Message[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes one message out of rows that are oldest first. */
export function cut(rows: Message[], message: Message): void {
  const index = indexOfSeq(rows, message.seq);
  if (rows[index] === message) rows.splice(index, 1);
}
