import { setTimeout as pause } from "node:timers/promises";

import type { Answer } from "./api-client.ts";

/** One text that was to be sent once; its key and its body occur nowhere else. */
export interface Sending {
  readonly key: string;
  readonly body: string;
}

/** How a sender sends; it rejects when the connection breaks. */
export type Send = (sending: Sending) => Promise<Answer>;

/** What came back for a sending; null when the connection broke before an answer. */
export type Outcome = Answer | null;

const restMs = 20;

/** Many clients that send without a pause, each text under a key of its own. */
export class Senders {
  /** What every sending came to the first time. */
  readonly outcomes = new Map<Sending, Outcome>();
  /** Requests without an answer so far. */
  inFlight = 0;
  readonly #name: string;
  readonly #send: Send;
  readonly #loops: Promise<void>[];
  #stopped = false;

  constructor(name: string, count: number, send: Send) {
    this.#name = name;
    this.#send = send;
    this.#loops = Array.from({ length: count }, (_, index) => this.#loop(index));
  }

  /** How many sendings were answered with 200. */
  get sent(): number {
    return [...this.outcomes.values()].filter((outcome) => outcome?.status === 200).length;
  }

  /** Lets every client finish the request that it has begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }

  async #loop(sender: number): Promise<void> {
    for (let number = 1; !this.#stopped; number += 1) {
      const key = `${this.#name}-${sender}-${number}`;
      const sending = { key, body: `Text ${key}` };
      this.inFlight += 1;
      const outcome = await tryToSend(this.#send, sending);
      this.inFlight -= 1;
      this.outcomes.set(sending, outcome);
      // Nobody is there, or not ready: a client that asked on at once would only warm the machine.
      if (outcome?.status !== 200) await pause(restMs);
    }
  }
}

/** Sends every one again, twenty at a time, and gives what each came to. */
export async function sendAgain(
  sendings: Iterable<Sending>,
  send: Send,
): Promise<Map<Sending, Outcome>> {
  const outcomes = new Map<Sending, Outcome>();
  const waiting = [...sendings];
  const work = async () => {
    for (let sending = waiting.pop(); sending !== undefined; sending = waiting.pop()) {
      outcomes.set(sending, await tryToSend(send, sending));
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return outcomes;
}

async function tryToSend(send: Send, sending: Sending): Promise<Outcome> {
  try {
    return await send(sending);
  } catch (error) {
    if (isBroken(error)) return null;
    throw error;
  }
}

/** Whether an error says that the other side went away. */
function isBroken(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(?:ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_DESTROYED)$/u.test(code);
}
