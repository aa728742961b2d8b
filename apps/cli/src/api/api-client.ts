import type { ServerAddress } from "../config/server-address.ts";
import { CliError } from "../errors.ts";
import { readEvents } from "./event-stream.ts";
import type { ServerEvent } from "./event-stream.ts";
import { readAnswer } from "./read-answer.ts";
import type { ApiAnswer } from "./read-answer.ts";
import { requestError } from "./request-error.ts";

/** One request to the server's HTTP API. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** Parameters without a value are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  /** JSON text that is sent as it is, in the place of a body. */
  readonly bodyText?: string | undefined;
  /** The version that a change was made from, as the server takes it, such as `"3"`. */
  readonly ifMatch?: string | undefined;
  /** How long the answer may take, where that is not the usual. */
  readonly timeoutMs?: number;
  readonly idempotencyKey?: string | undefined;
  /** False for a request that only reads, whose answer may be lost without harm. */
  readonly changes: boolean;
  /** Statuses beside 200 to 299 that bring a value and not an error. */
  readonly goodStatuses?: readonly number[];
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends requests to one server. */
export interface ApiClient {
  /** The server's address, to be shown. */
  readonly url: string;
  /**
   * Sends a request once and waits for its answer.
   *
   * @throws CliError `API_REFUSED` with the API's report, `SERVER_UNREACHABLE` when nothing was
   *   sent, `ANSWER_LOST` when it was and no answer came, `SERVER_STRANGE` for answers of others.
   */
  send<Value>(request: ApiRequest): Promise<ApiAnswer<Value>>;
  /**
   * The events of a stream as they come, to its end.
   *
   * @throws CliError as `send`; `ANSWER_LOST` also when the stream falls silent.
   */
  events(path: string): AsyncGenerator<ServerEvent>;
  /**
   * Sends a request once and gives whatever came back, an error included.
   *
   * @throws CliError `SERVER_UNREACHABLE`, `ANSWER_LOST`.
   */
  exchange(request: ApiRequest): Promise<RawAnswer>;
}

/** How long an answer may take: longer than the server's own longest wait. */
const answerTimeoutMs = 60_000;

/** Makes the client of a server; it opens nothing before the first request. */
export function createApiClient(
  server: ServerAddress,
  timeoutMs: number = answerTimeoutMs,
): ApiClient {
  return {
    url: server.url,
    exchange: (request) => exchangeTexts(server, request, timeoutMs),
    async send<Value>(request: ApiRequest): Promise<ApiAnswer<Value>> {
      const { url } = server;
      const { changes, goodStatuses } = request;
      const answer = await exchangeTexts(server, request, timeoutMs);
      return readAnswer<Value>({ url, changes }, answer, goodStatuses);
    },
    events: (path) => streamEvents(server, path, timeoutMs),
  };
}

async function exchangeTexts(
  server: ServerAddress,
  request: ApiRequest,
  usualTimeoutMs: number,
): Promise<RawAnswer> {
  const timeoutMs = request.timeoutMs ?? usualTimeoutMs;
  const body = request.bodyText ?? JSON.stringify(request.body);
  try {
    const response = await fetch(server.url + request.path + queryText(request.query), {
      method: request.method,
      headers: headersOf(server, request),
      // The key goes to the server that was named and is not carried to another.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    };
  } catch (cause) {
    throw requestError({ url: server.url, changes: request.changes }, cause, timeoutMs);
  }
}

async function* streamEvents(
  server: ServerAddress,
  path: string,
  silenceMs: number,
): AsyncGenerator<ServerEvent> {
  const request = { method: "GET", path, changes: false } as const;
  const exchange = { url: server.url, changes: false };
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(timedOut()), silenceMs);
  try {
    const response = await fetch(server.url + path, {
      headers: { ...headersOf(server, request), accept: "text/event-stream" },
      redirect: "manual",
      signal: silent.signal,
    });
    if (response.status !== 200 || response.body === null) {
      readAnswer(exchange, { status: response.status, text: await response.text() });
      return;
    }
    yield* readEvents(touching(response.body, () => timer.refresh()));
  } catch (cause) {
    throw cause instanceof CliError ? cause : requestError(exchange, cause, silenceMs);
  } finally {
    clearTimeout(timer);
    silent.abort();
  }
}

/** What `AbortSignal.timeout` would give. */
function timedOut(): DOMException {
  return new DOMException("The stream fell silent.", "TimeoutError");
}

async function* touching(
  chunks: AsyncIterable<Uint8Array>,
  touch: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    touch();
    yield chunk;
  }
}

function headersOf(server: ServerAddress, request: ApiRequest): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "application/json",
    authorization: server.apiKey.asAuthorization(),
  };
  if (request.body !== undefined || request.bodyText !== undefined) {
    headers["content-type"] = "application/json";
  }
  if (request.ifMatch !== undefined) headers["if-match"] = request.ifMatch;
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  return headers;
}

function queryText(query: ApiRequest["query"]): string {
  const present = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return present.length === 0 ? "" : `?${new URLSearchParams(present).toString()}`;
}
