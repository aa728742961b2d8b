import { cut, MessageLog } from "./message-log.ts";
import type { Message, NewMessage } from "./message.ts";

/** What happened to the stored messages, or to one that was not stored. */
export type StoreChange =
  | { readonly kind: "stored" | "changed" | "removed"; readonly message: Message }
  | { readonly kind: "cleared" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** A text that was not taken; nothing of it is stored. */
export interface Refusal {
  readonly to: string;
  readonly code: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Listener = (change: StoreChange) => void;

/** All simulated messages, in memory. The only place that holds them. */
export class Store {
  #rows: Message[] = [];
  #bySid = new Map<string, Message>();
  #logs = new Map<string, MessageLog>();
  #nextSeq = 1;
  readonly #listeners = new Set<Listener>();

  /** Gives the message its place in the order and keeps it: the values are the message from now on. */
  add(values: NewMessage): Message {
    const message: Message = Object.assign(values, { seq: this.#nextSeq++ });
    this.#keep(message);
    this.#tell({ kind: "stored", message });
    return message;
  }

  /** Puts back messages that were kept, oldest first, before anything else is stored. */
  restore(messages: readonly Message[], nextSeq: number): void {
    for (const message of messages) this.#keep(message);
    this.#nextSeq = nextSeq;
  }

  remove(message: Message): void {
    cut(this.#rows, message);
    this.#bySid.delete(message.sid);
    this.log(message.accountSid).remove(message);
    this.#tell({ kind: "removed", message });
  }

  /** Call after changing a stored message, so that those who watch see it. */
  changed(message: Message): void {
    this.#tell({ kind: "changed", message });
  }

  /** Tells those who watch about a text that was not taken. */
  refused(refusal: Refusal): void {
    this.#tell({ kind: "refused", refusal });
  }

  clear(): void {
    this.#rows = [];
    this.#bySid = new Map();
    this.#logs = new Map();
    this.#tell({ kind: "cleared" });
  }

  /** Null when the account has no such message (any more). */
  find(accountSid: string, sid: string): Message | null {
    const message = this.#bySid.get(sid);
    return message?.accountSid === accountSid ? message : null;
  }

  has(message: Message): boolean {
    return this.#bySid.get(message.sid) === message;
  }

  log(accountSid: string): MessageLog {
    let log = this.#logs.get(accountSid);
    if (log === undefined) {
      log = new MessageLog();
      this.#logs.set(accountSid, log);
    }
    return log;
  }

  /** Messages of all accounts, oldest first; only those to one recipient when it is given. */
  rows(to?: string): readonly Message[] {
    if (to === undefined) return this.#rows;
    const found = [...this.#logs.values()].flatMap((log) => log.rows(to));
    return found.toSorted((left, right) => left.seq - right.seq);
  }

  /** Returns how to stop watching. */
  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #keep(message: Message): void {
    this.#rows.push(message);
    this.#bySid.set(message.sid, message);
    this.log(message.accountSid).add(message);
  }

  #tell(change: StoreChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
