import autocannon from "autocannon";

import { percentile } from "../statistics.ts";
import type { Load, LoadResult } from "./load.ts";

const lookMs = 50;
const answerTimeoutSeconds = 30;

/** Makes load in a process of its own: what it costs is not any server's time. */
export async function run(): Promise<void> {
  process.on("message", (load: Load) => {
    void carryOut(load).then((result) => process.send?.(result));
  });
  process.send?.({});
  await Promise.resolve();
}

async function carryOut(load: Load): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  let endedAt = began;
  const { url, headers, body, connections } = load;
  const shooting = autocannon({
    url,
    headers,
    body,
    connections,
    method: "POST",
    sampleInt: lookMs,
    timeout: answerTimeoutSeconds,
    ...("amount" in load ? { amount: load.amount } : { duration: load.seconds }),
  });
  // Its own histogram holds whole milliseconds: too coarse for answers that take one or two.
  shooting.on("response", (_client, _status, _bytes, tookMs: number) => {
    latenciesMs.push(tookMs);
    endedAt = performance.now();
  });
  const result = await shooting;
  const sorted = Float64Array.from(latenciesMs).toSorted();
  return {
    perSecond: (latenciesMs.length * 1000) / (endedAt - began),
    p50Ms: percentile(sorted, 50),
    p99Ms: percentile(sorted, 99),
    ok: result["2xx"],
    notOk: notOkOf(result),
  };
}

function notOkOf({ statusCodeStats, errors }: autocannon.Result): Record<string, number> {
  const statuses = Object.entries(statusCodeStats)
    .filter(([status]) => !status.startsWith("2"))
    .map(([status, { count }]) => [status, count] as const);
  return Object.fromEntries(errors === 0 ? statuses : [...statuses, ["none", errors] as const]);
}
