import { type HookAddress, type HookServer, readAddress } from "./hook-address.ts";
import { HookPool } from "./hook-pool.ts";
import type { Post, Posted } from "./post.ts";

const connectMaxMs = 5000;
const answerMaxMs = 15_000;
const poolsMax = 1000;

/** Posts forms over kept connections. */
export class Poster implements AsyncDisposable {
  /** By server and by how long things may take. */
  readonly #pools = new Map<string, HookPool>();
  #isDisposed = false;

  /** Never throws: what goes wrong is an outcome. Redirects are not followed. */
  post(post: Post): Promise<Posted> {
    if (this.#isDisposed) return Promise.resolve({ kind: "failed" });
    const address = readAddress(post.url);
    const pool = this.#poolFor(address.server, post);
    const { totalMs = answerMaxMs } = post;
    return new Promise((resolve) => {
      pool.add({ text: requestText(address, post), totalMs, resolve });
    });
  }

  /** Cuts off what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const pool of this.#pools.values()) pool.dispose();
    await Promise.resolve();
  }

  #poolFor(server: HookServer, post: Post): HookPool {
    const { connectMs = connectMaxMs, readMs = answerMaxMs } = post;
    const key = `${server.isSecure ? "s" : ""} ${server.authority} ${connectMs} ${readMs}`;
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      if (this.#pools.size >= poolsMax) this.#forgetIdlePools();
      pool = new HookPool(server, { connectMs, readMs });
      this.#pools.set(key, pool);
    }
    return pool;
  }

  #forgetIdlePools(): void {
    for (const [key, pool] of this.#pools) if (pool.isIdle) this.#pools.delete(key);
  }
}

/** The whole request in one text, so that it is written at once. */
function requestText({ server, path }: HookAddress, post: Post): string {
  const { method = "POST", headers, body } = post;
  let text = `${method} ${path} HTTP/1.1\r\nhost: ${server.authority}\r\nconnection: keep-alive\r\n`;
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
  if (method === "GET") return `${text}\r\n`;
  return `${text}content-length: ${body.length}\r\n\r\n${body}`;
}
