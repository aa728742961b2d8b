import type { Job } from "./hook-connection.ts";

const packFrom = 1024;

/** Jobs in the order of their coming. Taking one costs the same however many wait. */
export class JobQueue {
  #jobs: (Job | undefined)[] = [];
  #first = 0;

  add(job: Job): void {
    this.#jobs.push(job);
  }

  /** The one that has waited longest; undefined when none waits. */
  take(): Job | undefined {
    const job = this.#jobs[this.#first];
    if (job === undefined) return undefined;
    this.#jobs[this.#first] = undefined;
    this.#first += 1;
    if (this.#first >= packFrom && this.#first * 2 >= this.#jobs.length) {
      this.#jobs = this.#jobs.slice(this.#first);
      this.#first = 0;
    }
    return job;
  }
}
