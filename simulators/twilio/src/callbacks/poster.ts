import { Agent, type Dispatcher } from "undici";

/** A form on its way to somebody's server; a POST unless it says otherwise. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly method?: "GET" | "POST";
  readonly connectMs?: number;
  /** For the headers and for every piece of the body. */
  readonly readMs?: number;
}

/** What became of a post: an answer, a server that took too long with it, or nobody there. */
export type Posted =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
    }
  | { readonly kind: "slow" }
  | { readonly kind: "failed" };

const connectMaxMs = 5000;
const answerMaxMs = 15_000;
const connectionsPerServer = 32;
const answerMaxBytes = 65_536;
const slowCodes: ReadonlySet<unknown> = new Set([
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/**
 * Posts forms over kept connections. It uses the lowest door of its HTTP client, as ten thousand
 * callbacks a second leave no time for the upper ones.
 */
export class Poster implements AsyncDisposable {
  /** By the time that a connection may take. */
  readonly #agents = new Map<number, Agent>();
  #isDisposed = false;

  /** Never throws: what goes wrong is an outcome. Redirects are not followed. */
  post(post: Post): Promise<Posted> {
    const { url, headers, body, method = "POST", readMs = answerMaxMs } = post;
    if (this.#isDisposed) return Promise.resolve({ kind: "failed" });
    const agent = this.#agentFor(post.connectMs ?? connectMaxMs);
    return new Promise((resolve) => {
      const { origin, pathname, search } = new URL(url);
      const path = pathname + search;
      const handler = new AnswerHandler(resolve);
      const times = { headersTimeout: readMs, bodyTimeout: readMs };
      const sent = method === "GET" ? null : body;
      agent.dispatch({ origin, path, method, headers, body: sent, ...times }, handler);
    });
  }

  /** Cuts off what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  #agentFor(connectMs: number): Agent {
    let agent = this.#agents.get(connectMs);
    if (agent === undefined) {
      agent = new Agent({ connections: connectionsPerServer, connect: { timeout: connectMs } });
      this.#agents.set(connectMs, agent);
    }
    return agent;
  }
}

/** Collects one answer; what an answer has beyond the limit is not kept. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (posted: Posted) => void;
  #status = 0;
  #contentType = "";
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(resolve: (posted: Posted) => void) {
    this.#resolve = resolve;
  }

  onRequestStart(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }

  onResponseStart(
    _controller: unknown,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status;
    this.#contentType = String(headers["content-type"] ?? "");
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    const room = answerMaxBytes - this.#bytes;
    if (room <= 0) return;
    this.#chunks.push(chunk.subarray(0, room));
    this.#bytes += chunk.length;
  }

  onResponseEnd(): void {
    const body = this.#chunks.length === 0 ? "" : Buffer.concat(this.#chunks).toString("utf8");
    const [status, contentType] = [this.#status, this.#contentType];
    this.#resolve({ kind: "answered", status, contentType, body });
  }

  onResponseError(_controller: unknown, error: Error): void {
    const isSlow = "code" in error && slowCodes.has(error.code);
    this.#resolve({ kind: isSlow ? "slow" : "failed" });
  }
}
