import type { ServerAddress } from "../config/server-address.ts";
import { readAnswer } from "./read-answer.ts";
import type { ApiAnswer } from "./read-answer.ts";
import { requestError } from "./request-error.ts";

/** One request to the server's HTTP API. */
export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  /** Parameters without a value are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  /** False for a request that only reads, whose answer may be lost without harm. */
  readonly changes: boolean;
  /** Statuses beside 200 to 299 that bring a value and not an error. */
  readonly goodStatuses?: readonly number[];
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
    async send<Value>(request: ApiRequest): Promise<ApiAnswer<Value>> {
      const { url } = server;
      const { changes, goodStatuses } = request;
      const answer = await exchangeTexts(server, request, timeoutMs);
      return readAnswer<Value>({ url, changes }, answer, goodStatuses);
    },
  };
}

async function exchangeTexts(
  server: ServerAddress,
  request: ApiRequest,
  timeoutMs: number,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(server.url + request.path + queryText(request.query), {
      method: request.method,
      headers: headersOf(server, request),
      // The key goes to the server that was named and is not carried to another.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw requestError({ url: server.url, changes: request.changes }, cause, timeoutMs);
  }
}

function headersOf(server: ServerAddress, request: ApiRequest): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "application/json",
    authorization: server.apiKey.asAuthorization(),
  };
  if (request.body !== undefined) headers["content-type"] = "application/json";
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  return headers;
}

function queryText(query: ApiRequest["query"]): string {
  const present = Object.entries(query ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return present.length === 0 ? "" : `?${new URLSearchParams(present).toString()}`;
}
