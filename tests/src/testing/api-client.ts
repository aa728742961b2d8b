import { Agent, request } from "undici";

/** The one shape of every error under `/api/`. */
export interface ErrorBody {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  readonly hint: string | null;
  readonly status: number | null;
  readonly twilioCode: number | null;
  readonly moreInfo: string | null;
  readonly requestId: string | null;
  readonly retryable: boolean;
  readonly outcome: "not-done" | "done" | "unknown";
}

/** An attempt as the API lists it. */
export interface AttemptBody {
  readonly id: string;
  readonly state: "stored" | "done" | "not-done" | "unknown";
  readonly idempotencyKey: string;
  readonly sid: string | null;
  readonly tries: number;
  readonly errorCode: string | null;
  readonly twilioCode: number | null;
}

/** What an answer's body may hold, as far as tests look into it. */
export interface AnswerBody {
  readonly data?: unknown;
  readonly attempt?: string;
  readonly error?: ErrorBody;
  readonly attempts?: readonly AttemptBody[];
  readonly nextPageToken?: string | null;
  readonly [name: string]: unknown;
}

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON; empty when it is none. */
  readonly body: AnswerBody;
}

/** What a request may have besides method and path. */
export interface RequestParts {
  /** Sent as JSON; a text is sent as it stands. */
  readonly body?: unknown;
  /** Null leaves a header out that is sent otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

const answerWithinMs = 110_000;

/** Speaks to one server over connections of its own. */
export class ApiClient implements AsyncDisposable {
  readonly #url: string;
  readonly #key: string;
  readonly #agent = new Agent({ headersTimeout: answerWithinMs, bodyTimeout: answerWithinMs });

  constructor(url: string, key: string) {
    this.#url = url;
    this.#key = key;
  }

  /** One request, never repeated. @throws Error when the connection breaks before the answer. */
  async call(method: string, path: string, parts: RequestParts = {}): Promise<Answer> {
    const { body } = parts;
    const sent = typeof body === "string" ? body : body === undefined ? null : JSON.stringify(body);
    const answer = await request(this.#url + path, {
      dispatcher: this.#agent,
      method: method as "GET",
      headers: this.#headers(sent !== null, parts.headers ?? {}),
      body: sent,
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, body: parse(text) };
  }

  #headers(hasBody: boolean, own: Readonly<Record<string, string | null>>): Record<string, string> {
    const all = {
      authorization: `Bearer ${this.#key}`,
      ...(hasBody ? { "content-type": "application/json" } : {}),
      ...own,
    };
    const present = Object.entries(all).filter(
      (pair): pair is [string, string] => pair[1] !== null,
    );
    return Object.fromEntries(present);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}

function parse(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
