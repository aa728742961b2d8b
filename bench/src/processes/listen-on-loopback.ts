import { once } from "node:events";
import type { Server } from "node:net";

/** Lets a server listen on a free port of this machine alone, and gives its address. */
export async function listenOnLoopback(server: Server, port = 0): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
