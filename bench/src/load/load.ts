/** One stretch of load on one address: either for a time, or a number of requests in all. */
export type Load = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connections: number;
} & ({ readonly seconds: number } | { readonly amount: number });

/** What came of it. With a time, requests under way at its end are cut off and counted nowhere. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers from 200 to 299. */
  readonly ok: number;
  /** All other answers, by status; `none` are the requests that got no answer. */
  readonly notOk: Readonly<Record<string, number>>;
}
