import { createServer } from "node:http";

import { listenOnLoopback } from "./listen-on-loopback.ts";

/** What has arrived at the sink so far. */
export interface SinkCount {
  readonly callbacks: number;
}

let callbacks = 0;

/** Takes status callbacks with as little work as possible, and counts them when asked anything. */
export async function run(): Promise<void> {
  const server = createServer((request, response) => {
    callbacks += 1;
    request.resume();
    response.writeHead(204).end();
  });
  server.keepAliveTimeout = 0;
  const url = await listenOnLoopback(server);
  process.on("message", () => process.send?.({ callbacks } satisfies SinkCount));
  process.send?.({ url });
}
