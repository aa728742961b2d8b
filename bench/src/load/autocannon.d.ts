/** What the bench uses of autocannon 8, which brings no types. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  namespace autocannon {
    interface Options {
      readonly url: string;
      readonly method: "POST";
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly connections: number;
      /** In seconds; not looked at when there is an amount. */
      readonly duration?: number;
      /** How many requests in all. */
      readonly amount?: number;
      /** How often it looks whether it is to end, in milliseconds. */
      readonly sampleInt: number;
      /** For one answer, in seconds. */
      readonly timeout: number;
    }

    interface Result {
      readonly "2xx": number;
      /** How many answers had each status. */
      readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
      /** Timeouts included. */
      readonly errors: number;
    }

    /** Emits `response` with client, status, bytes and time in milliseconds. */
    interface Instance extends EventEmitter, PromiseLike<Result> {}
  }
  function autocannon(options: autocannon.Options): autocannon.Instance;
  export = autocannon;
}
