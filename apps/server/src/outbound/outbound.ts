import type { CancelSignal, HttpTransport } from "@trunkline/service-kit";
import { Pool } from "undici";

import { type Flight, watchHeaders } from "./flight.ts";
import { OneRequest } from "./one-request.ts";

/** Requests to the outside, over connections that are kept open between calls. */
export interface Outbound extends AsyncDisposable {
  /** A transport for one call; its requests go over the account's own connections. */
  transportFor(account: string, flight: Flight, signal: CancelSignal): HttpTransport;
}

/** Connections to one account at most; its limiter keeps the number of requests below that. */
const connectionsPerAccount = 256;
const connectTimeoutMs = 10_000;
/** Well under the idle time after which servers close: a request on a closing socket is in doubt. */
const keepIdleMs = 4000;
const poolsKept = 1000;

/**
 * Opens the outbound side. No request is repeated and no redirect is followed here.
 *
 * @param timeoutMs No request may take longer, whatever the service allows.
 */
export function openOutbound(timeoutMs: number): Outbound {
  watchHeaders();
  const pools = new Map<string, Pool>();
  return {
    transportFor: (account, flight, signal) => ({
      send(request) {
        const url = new URL(request.url);
        const pool = poolOf(pools, `${account} ${url.origin}`, url.origin);
        const one = new OneRequest(Math.min(request.timeoutMs, timeoutMs), flight);
        const abort = () => one.fail("aborted", signal.reason);
        if (signal.aborted) abort();
        signal.addEventListener("abort", abort);
        pool.dispatch(
          {
            origin: url.origin,
            path: url.pathname + url.search,
            method: request.method,
            headers: { ...request.headers },
            body: request.body ?? null,
            headersTimeout: 0,
            bodyTimeout: 0,
          },
          one,
        );
        return one.answer.finally(() => signal.removeEventListener("abort", abort));
      },
    }),
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

function poolOf(pools: Map<string, Pool>, key: string, origin: string): Pool {
  const known = pools.get(key);
  if (known !== undefined) return known;
  const pool = new Pool(origin, {
    connections: connectionsPerAccount,
    pipelining: 1,
    keepAliveTimeout: keepIdleMs,
    keepAliveMaxTimeout: keepIdleMs,
    connect: { timeout: connectTimeoutMs },
  });
  pools.set(key, pool);
  if (pools.size > poolsKept) retireOldest(pools);
  return pool;
}

function retireOldest(pools: Map<string, Pool>): void {
  const oldest = pools.entries().next().value;
  if (oldest === undefined) return;
  pools.delete(oldest[0]);
  void oldest[1].close();
}
