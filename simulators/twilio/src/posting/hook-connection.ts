import { connect as connectPlainly, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";

import { AnswerReader } from "./answer-reader.ts";
import type { HookServer } from "./hook-address.ts";
import type { Posted } from "./post.ts";

const keptUsualMs = 4000;
/** A server that keeps a connection for so long may end it a little earlier than we see it. */
const keptSpareMs = 1000;
const readBytes = 16_384;

/** How long things may take. */
export interface Patience {
  readonly connectMs: number;
  readonly readMs: number;
}

/** One request as it is written, and who waits for its answer. */
export interface Job {
  readonly text: string;
  /** How long it may take in all once it is begun. */
  readonly totalMs: number;
  readonly resolve: (posted: Posted) => void;
}

/** Who is told how a connection fares. */
export interface ConnectionOwner {
  /** The connection has no job and can take one. */
  readonly onFree: (connection: HookConnection) => void;
  /** The connection is no more. */
  readonly onEnd: (connection: HookConnection) => void;
}

/**
 * A connection to a web hook's server: one request at a time, kept for the next one. It writes and
 * reads with as little in between as possible, as callbacks come by the ten thousand a second.
 */
export class HookConnection {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #patience: Patience;
  #job: Job | null = null;
  #reader = new AnswerReader();
  #isOpen = false;
  #isEnded = false;
  /** When the job has taken too long in all. */
  #deadline: number;
  /** When the job is given up, or the connection that has none. */
  #dueAt: number;
  #timer: NodeJS.Timeout;
  #timerAt: number;

  /** Connects, and does the job once it has. */
  constructor(server: HookServer, patience: Patience, owner: ConnectionOwner, job: Job) {
    this.#owner = owner;
    this.#patience = patience;
    this.#job = job;
    this.#deadline = performance.now() + job.totalMs;
    this.#dueAt = Math.min(performance.now() + patience.connectMs, this.#deadline);
    this.#timerAt = this.#dueAt;
    this.#timer = this.#startTimer();
    this.#socket = this.#connect(server);
    this.#socket.setNoDelay(true);
    this.#socket.on("error", () => this.#end({ kind: "failed" }));
    this.#socket.on("end", () => this.#onEnd());
    this.#socket.on("close", () => this.#onEnd());
  }

  /** Whether the next job may be given to it. A server may have left a connection that was idle too long. */
  get isUsable(): boolean {
    return !this.#isEnded && this.#job === null && performance.now() < this.#dueAt;
  }

  /** Does the next job. Call it only when the connection is usable. */
  take(job: Job): void {
    this.#job = job;
    this.#reader = new AnswerReader();
    this.#deadline = performance.now() + job.totalMs;
    this.#write(job);
  }

  /** Gives up. */
  destroy(): void {
    this.#end({ kind: "failed" });
  }

  #connect({ isSecure, host, port }: HookServer): Socket {
    const onOpen = (): void => {
      this.#isOpen = true;
      if (this.#job !== null && !this.#isEnded) this.#write(this.#job);
    };
    if (isSecure) {
      const servername = isIP(host) === 0 ? host : "";
      const options = { host, port, servername, ALPNProtocols: ["http/1.1"] };
      const socket = connectSecurely(options, onOpen);
      socket.on("data", (bytes: Buffer) => this.#read(bytes));
      return socket;
    }
    const onread = {
      buffer: Buffer.allocUnsafe(readBytes),
      callback: (count: number, bytes: Uint8Array): boolean => {
        this.#read(Buffer.from(bytes.buffer, bytes.byteOffset, count));
        return true;
      },
    };
    return connectPlainly({ host, port, onread }, onOpen);
  }

  #write(job: Job): void {
    this.#waitForBytes();
    this.#socket.write(job.text, "latin1");
  }

  #read(bytes: Buffer): void {
    const job = this.#job;
    if (this.#isEnded) return;
    if (job === null) {
      // Nobody has asked: this is no server to go on with.
      this.#end({ kind: "failed" });
      return;
    }
    const reading = this.#reader.feed(bytes);
    if (reading === "complete") this.#complete(job);
    else if (reading === "broken") this.#end({ kind: "failed" });
    else this.#waitForBytes();
  }

  #complete(job: Job): void {
    const { keepMs } = this.#reader;
    const posted = this.#reader.answer();
    const keptMs = Math.min(keptUsualMs, (keepMs ?? Infinity) - keptSpareMs);
    if (keptMs <= 0) {
      this.#end(posted);
      return;
    }
    this.#job = null;
    this.#waitUntil(performance.now() + keptMs);
    job.resolve(posted);
    this.#owner.onFree(this);
  }

  #onEnd(): void {
    const isComplete = this.#job !== null && this.#reader.end();
    this.#end(isComplete ? this.#reader.answer() : { kind: "failed" });
  }

  #end(posted: Posted): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#socket.destroy();
    const job = this.#job;
    this.#job = null;
    job?.resolve(posted);
    this.#owner.onEnd(this);
  }

  #waitForBytes(): void {
    this.#waitUntil(Math.min(performance.now() + this.#patience.readMs, this.#deadline));
  }

  /** A timer that is early looks again; only one that would be late is made anew. */
  #waitUntil(at: number): void {
    this.#dueAt = at;
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    this.#timer = this.#startTimer();
  }

  #startTimer(): NodeJS.Timeout {
    const delayMs = Math.max(1, Math.ceil(this.#timerAt - performance.now()));
    return setTimeout(() => this.#onTimer(), delayMs).unref();
  }

  #onTimer(): void {
    if (performance.now() >= this.#dueAt) {
      this.#end({ kind: this.#isOpen && this.#job !== null ? "slow" : "failed" });
      return;
    }
    this.#timerAt = this.#dueAt;
    this.#timer = this.#startTimer();
  }
}
