import type { HookServer } from "./hook-address.ts";
import { HookConnection, type Job, type Patience } from "./hook-connection.ts";
import { JobQueue } from "./job-queue.ts";

const connectionsMax = 32;

/** The connections to one server, and what waits for one of them. */
export class HookPool {
  readonly #server: HookServer;
  readonly #patience: Patience;
  readonly #all = new Set<HookConnection>();
  /** The one that was used last is taken first. */
  readonly #free: HookConnection[] = [];
  readonly #queue = new JobQueue();
  #isDisposed = false;

  constructor(server: HookServer, patience: Patience) {
    this.#server = server;
    this.#patience = patience;
  }

  /** Whether nothing is connected and nothing waits. */
  get isIdle(): boolean {
    return this.#all.size === 0;
  }

  /** Does the job now, or when one of the connections is free. */
  add(job: Job): void {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (free.isUsable) {
        free.take(job);
        return;
      }
      free.destroy();
    }
    if (this.#all.size < connectionsMax) this.#open(job);
    else this.#queue.add(job);
  }

  /** Gives up what is under way and what waits. */
  dispose(): void {
    this.#isDisposed = true;
    for (const connection of this.#all) connection.destroy();
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      job.resolve({ kind: "failed" });
    }
  }

  #open(job: Job): void {
    const connection = new HookConnection(
      this.#server,
      this.#patience,
      {
        onFree: (free) => {
          const next = this.#next();
          if (next === undefined) this.#free.push(free);
          else free.take(next);
        },
        onEnd: (ended) => this.#onEnd(ended),
      },
      job,
    );
    this.#all.add(connection);
  }

  #onEnd(connection: HookConnection): void {
    this.#all.delete(connection);
    const index = this.#free.indexOf(connection);
    if (index !== -1) this.#free.splice(index, 1);
    if (this.#isDisposed) return;
    const next = this.#next();
    if (next !== undefined) this.#open(next);
  }

  #next(): Job | undefined {
    return this.#queue.take();
  }
}
