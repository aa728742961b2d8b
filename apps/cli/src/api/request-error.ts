import { CliError } from "../errors.ts";

/** What is said about a request when it fails. */
export interface Exchange {
  readonly url: string;
  readonly changes: boolean;
}

/**
 * The error of a request without an answer: `SERVER_UNREACHABLE` when it cannot have been sent,
 * `ANSWER_LOST` otherwise.
 */
export function requestError(exchange: Exchange, cause: unknown, timeoutMs: number): CliError {
  if (isTimeout(cause)) {
    return lostAnswer(
      exchange,
      `${exchange.url} gave no answer within ${timeoutMs / 1000} seconds.`,
      cause,
    );
  }
  const origin = cause instanceof Error ? (cause.cause ?? cause) : cause;
  if (isBeforeSending(origin)) return unreachable(exchange, origin);
  return lostAnswer(exchange, `The connection to ${exchange.url} broke before the answer.`, cause);
}

/** The error of a request that went out and whose answer nobody has read. */
export function lostAnswer(exchange: Exchange, message: string, cause?: unknown): CliError {
  return new CliError(
    "ANSWER_LOST",
    {
      title: "The answer was lost",
      message,
      hint: exchange.changes
        ? "Whether it happened is not known: look before you do it again."
        : "Look at the server's own output, then try again.",
      retryable: !exchange.changes,
      outcome: exchange.changes ? "unknown" : "not-done",
    },
    { cause },
  );
}

function unreachable(exchange: Exchange, cause: unknown): CliError {
  const isCertificate = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(textOf(cause, "code"));
  return new CliError(
    "SERVER_UNREACHABLE",
    {
      title: "The server cannot be reached",
      message: isCertificate
        ? `The certificate of ${exchange.url} is not trusted (${textOf(cause, "code")}).`
        : `No server answers at ${exchange.url}.`,
      hint: isCertificate
        ? "Name the authority that signed it in NODE_EXTRA_CA_CERTS."
        : "Start it with `npm start` in the Trunkline folder, or correct TRUNKLINE_URL.",
      retryable: true,
    },
    { cause },
  );
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && cause.name === "TimeoutError";
}

/** Looking up the name, connecting and agreeing on TLS all come before the first byte of a request. */
function isBeforeSending(origin: unknown): boolean {
  if (origin instanceof AggregateError) return origin.errors.every(isBeforeSending);
  const code = textOf(origin, "code");
  return (
    ["connect", "getaddrinfo"].includes(textOf(origin, "syscall")) ||
    code === "UND_ERR_CONNECT_TIMEOUT" ||
    /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ||
    (origin instanceof Error && origin.message === "bad port")
  );
}

function textOf(value: unknown, name: "code" | "syscall"): string {
  if (typeof value !== "object" || value === null || !(name in value)) return "";
  const found: unknown = Reflect.get(value, name);
  return typeof found === "string" ? found : "";
}
