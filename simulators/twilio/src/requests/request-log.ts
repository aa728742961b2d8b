import type { HookKind } from "../callbacks/hook-caller.ts";

/** A request to the simulated API, one of the simulator's to a web hook, or an alert about its answer. Nothing in it says who wrote what to whom. */
export interface LoggedRequest {
  readonly kind: "api" | "alert" | HookKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly accountSid: string | null;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly durationMs: number;
  /** The fault that struck, which try it was, or the code of the alert. */
  readonly note: string;
}

const keptMax = 1000;

/** The last requests, for people who debug. */
export class RequestLog {
  readonly #ring: LoggedRequest[] = [];
  #next = 0;

  add(request: LoggedRequest): void {
    this.#ring[this.#next] = request;
    this.#next = (this.#next + 1) % keptMax;
  }

  /** Newest first. */
  latest(count: number): LoggedRequest[] {
    const { length } = this.#ring;
    return Array.from({ length: Math.min(count, length) }, (_, back) => {
      const index = (this.#next - 1 - back + keptMax) % keptMax;
      return this.#ring[index];
    }).filter((request) => request !== undefined);
  }

  clear(): void {
    this.#ring.length = 0;
    this.#next = 0;
  }
}

/** Where a path has somebody's number: behind these names, unless a sid is there, or wherever one is in E.164. */
const numbers = /(?<=\/(?:PhoneNumbers|Verifications)\/)(?!PN|VE)[^/]+|(?:\+|%2B)\d{7,15}/gi;

/** A path that names accounts only by their beginning, and nobody's number. */
export function maskPath(path: string): string {
  return path.replaceAll(/\b(AC[0-9a-f]{4})[0-9a-f]{28}/gi, "$1…").replaceAll(numbers, "…");
}
