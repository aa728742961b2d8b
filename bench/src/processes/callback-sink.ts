import { createServer, type Socket } from "node:net";

import { listenOnLoopback } from "./listen-on-loopback.ts";

/** What has arrived at the sink so far. */
export interface SinkCount {
  readonly callbacks: number;
}

const answer = "HTTP/1.1 204 No Content\r\n\r\n";
const headEnd = "\r\n\r\n";
const lengthHeader = /\r\ncontent-length: *(\d+)\r\n/i;

let callbacks = 0;

/**
 * Takes status callbacks with as little work as possible, and counts them when asked anything. It is
 * no whole HTTP server, so that the machine is left to the one that is measured.
 */
export async function run(): Promise<void> {
  const server = createServer({ noDelay: true }, (socket) => {
    const read = makeReader(socket);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => read(text));
    // Whoever calls may end as it likes.
    socket.on("error", () => socket.destroy());
  });
  const url = await listenOnLoopback(server);
  process.on("message", () => process.send?.({ callbacks } satisfies SinkCount));
  process.send?.({ url });
}

/** Counts and answers every request that is complete. */
function makeReader(socket: Socket): (text: string) => void {
  let unread = "";
  return (text) => {
    unread += text;
    for (let size = sizeOfFirst(unread); size !== null; size = sizeOfFirst(unread)) {
      unread = unread.slice(size);
      callbacks += 1;
      socket.write(answer, "latin1");
    }
  };
}

/** How long the first request is, its body included; null while some of it is missing. */
function sizeOfFirst(text: string): number | null {
  const end = text.indexOf(headEnd);
  if (end === -1) return null;
  const length = Number(lengthHeader.exec(text.slice(0, end + 2))?.[1] ?? 0);
  const size = end + headEnd.length + length;
  return text.length < size ? null : size;
}
