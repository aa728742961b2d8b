import { type HttpResponse, TransportError, type TransportFault } from "@trunkline/service-kit";
import type { Dispatcher } from "undici";

import { expectHeaders, type Flight } from "./flight.ts";

type Controller = Dispatcher.DispatchController;

/** The longest answer that is read; a page of 1,000 messages takes about 3 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;

const refusedCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Follows one request through undici and settles it exactly once. */
export class OneRequest implements Dispatcher.DispatchHandler {
  readonly answer: Promise<HttpResponse>;
  headersSent = false;
  readonly #flight: Flight;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #resolve!: (answer: HttpResponse) => void;
  #reject!: (error: TransportError) => void;
  #controller: Controller | null = null;
  #settled = false;
  #bytes = 0;
  #status = 0;
  #headers: Record<string, string> = {};

  constructor(timeoutMs: number, flight: Flight) {
    this.#flight = flight;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => this.fail("timeout"), timeoutMs);
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#settled) return controller.abort(new Error("given up before it began"));
    if (!this.#flight.mayWrite()) return this.fail("too-late");
    expectHeaders(this);
  }

  onResponseStart(
    _controller: Controller,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    this.#status = status;
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined)
        this.#headers[name] = Array.isArray(value) ? value.join(", ") : value;
    }
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > maxAnswerBytes) return this.fail("too-large");
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    const body = Buffer.concat(this.#chunks).toString("utf8");
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(faultOf(error, this.headersSent), error);
  }

  /** Ends the request without an answer; does nothing when it has already ended. */
  fail(fault: TransportFault, cause?: unknown): void {
    if (!this.#settle()) return;
    const error = new TransportError(fault, this.headersSent, cause);
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#timer);
    if (this.headersSent) this.#flight.headersSent = true;
    return true;
  }
}

function faultOf(error: Error, headersSent: boolean): TransportFault {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (refusedCodes.has(code)) return "refused";
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") return "timeout";
  // Without headers sent, whatever went wrong went wrong while connecting.
  return headersSent ? "reset" : "refused";
}
