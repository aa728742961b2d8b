import type { HttpRequest, HttpResponse, HttpTransport } from "@trunkline/service-kit";

/** One turn of a script: an answer, a fault, or a function that decides. */
export type Turn =
  | HttpResponse
  | Error
  | ((request: HttpRequest) => HttpResponse | Promise<HttpResponse>);

/** A transport that plays a script, one turn for each request, and keeps what it was given. */
export class ScriptedTransport implements HttpTransport {
  readonly requests: HttpRequest[] = [];
  readonly #turns: Turn[];

  constructor(...turns: Turn[]) {
    this.#turns = turns;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const turn = this.#turns.shift();
    if (turn === undefined) throw new Error("The script is over.");
    if (turn instanceof Error) throw turn;
    return typeof turn === "function" ? turn(request) : turn;
  }

  /** The only request; fails when there were none or several. */
  get request(): HttpRequest {
    const [request] = this.requests;
    if (request === undefined || this.requests.length > 1) {
      throw new Error(`Expected one request, saw ${this.requests.length}.`);
    }
    return request;
  }

  /** The form of the last request. */
  get form(): URLSearchParams {
    return new URLSearchParams(this.requests.at(-1)?.body ?? "");
  }

  /** The query of the last request. */
  get query(): URLSearchParams {
    return new URL(this.requests.at(-1)?.url ?? "").searchParams;
  }
}
