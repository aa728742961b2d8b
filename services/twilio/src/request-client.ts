import type { HttpRequest, OpenContext } from "@trunkline/service-kit";

import { AnswerError } from "./answer-error.ts";
import { encodeForm } from "./encode-form.ts";
import { type Exchange, newExchange } from "./exchange.ts";
import { parseJson } from "./parse-json.ts";
import { createTimeoutMs, isRepeatable, tryTimeoutMs } from "./retry-rules.ts";
import { sendPatiently } from "./send-patiently.ts";

/** A request as the library hands it over (`lib/base/RequestClient.d.ts` of 6.2.0). */
export interface LibraryRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: object;
  readonly data?: object;
}

/** An answer as the library wants it back; a body that is JSON comes parsed. */
export interface LibraryResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Stands in for the library's HTTP client during one command: sends everything to one origin, repeats
 * what may be repeated, and remembers what happened, request ids of failed calls included.
 * It never sends credentials anywhere else, whatever address the library or an answer names.
 */
export class RequestClient {
  readonly exchange: Exchange = newExchange();
  readonly #origin: string;
  readonly #context: OpenContext;

  constructor(origin: string, context: OpenContext) {
    this.#origin = origin;
    this.#context = context;
  }

  /**
   * Carries one request out.
   *
   * @throws TransportError when no whole answer came, AnswerError when a good one is of no use.
   */
  async request(asked: LibraryRequest): Promise<LibraryResponse> {
    const { request, repeatable } = this.#prepare(asked);
    const response = await sendPatiently(request, repeatable, {
      context: this.#context,
      exchange: this.exchange,
    });
    const { status, headers } = response;
    if (status >= 400) return { statusCode: status, body: response.body, headers };
    if (status >= 300 || status < 200) throw new AnswerError("redirect");
    if (response.body === "" && asked.method === "delete") {
      return { statusCode: status, body: "", headers };
    }
    const body = parseJson(response.body);
    if (typeof body !== "object" || body === null) throw new AnswerError("unreadable");
    return { statusCode: status, body: withDates(body), headers };
  }

  #prepare(asked: LibraryRequest): { request: HttpRequest; repeatable: boolean } {
    const method = asked.method.toUpperCase() as HttpRequest["method"];
    const { pathname, search } = new URL(asked.uri);
    const query = asked.params === undefined ? search.slice(1) : encodeForm(asked.params);
    const repeatable = isRepeatable(method, pathname);
    this.exchange.sent = [asked.data ?? {}, asked.params ?? {}];
    const request: HttpRequest = {
      method,
      url: `${this.#origin}${pathname}${query === "" ? "" : `?${query}`}`,
      headers: { ...asked.headers, Authorization: basicAuth(asked) },
      ...(method === "POST" ? { body: encodeForm(asked.data ?? {}) } : {}),
      timeoutMs: repeatable ? tryTimeoutMs : createTimeoutMs,
    };
    return { request, repeatable };
  }
}

function basicAuth({ username = "", password = "" }: LibraryRequest): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

const dateKeys = ["date_created", "date_updated", "date_sent"];

/**
 * Gives messages explicit nulls for dates that are missing: the library would take a missing date for
 * the current time.
 *
 * Source: measured with 6.2.0 (`lib/base/deserialize.js`).
 */
function withDates(body: object): object {
  const rows = "messages" in body && Array.isArray(body.messages) ? body.messages : [body];
  for (const row of rows as unknown[]) {
    if (typeof row !== "object" || row === null) continue;
    for (const key of dateKeys) if (!(key in row)) Object.assign(row, { [key]: null });
  }
  return body;
}
