/** One HTTP request as a service hands it over; the transport adds nothing but framing. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE" | "PUT" | "PATCH";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds from the request's start to the end of the answer. */
  readonly timeoutMs: number;
}

/** A whole answer. Header names are in lower case; repeated headers are joined by a comma. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Why no whole answer came: `refused` (no connection), `timeout`, `reset` (the connection ended
 * early), `too-large`, `aborted` (by our own signal), `too-late` (our right to send had run out).
 */
export type TransportFault =
  | "refused"
  | "timeout"
  | "reset"
  | "too-large"
  | "aborted"
  | "too-late"
  | "unexpected";

/** A request that got no whole answer. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly fault: TransportFault;
  /** True once any of the request's headers may have reached the other side. */
  readonly headersSent: boolean;

  constructor(fault: TransportFault, headersSent: boolean, cause?: unknown) {
    super(`No answer came (${fault}).`, { cause });
    this.fault = fault;
    this.headersSent = headersSent;
  }
}

/**
 * Carries requests out. The service calls it; whoever opens the service provides it.
 * It must follow no redirects, repeat nothing, and fail with a {@link TransportError} only.
 */
export interface HttpTransport {
  send(request: HttpRequest): Promise<HttpResponse>;
}
