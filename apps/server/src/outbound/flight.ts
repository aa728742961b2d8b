import { subscribe } from "node:diagnostics_channel";

/**
 * One call's requests as a whole. A transport belongs to one call, so that afterwards it can be
 * said whether anything of it may have reached the other side.
 */
export interface Flight {
  /** True once the headers of any of the call's requests went out; never false again. */
  headersSent: boolean;
  /** Asked last thing before a request is written; false forbids it. */
  readonly mayWrite: () => boolean;
}

/** Where it is noted that headers went out. */
interface HeadersMark {
  headersSent: boolean;
}

let starting: HeadersMark | null = null;

/**
 * Says whose headers go out next. undici calls a handler's start, hands the headers to the socket
 * and announces that on its channel, all without giving way: no other request can come between.
 */
export function expectHeaders(mark: HeadersMark): void {
  starting = mark;
}

/** Starts to notice sent headers. Source: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
export function watchHeaders(): void {
  subscribe("undici:client:sendHeaders", noteHeaders);
}

function noteHeaders(): void {
  if (starting !== null) starting.headersSent = true;
  starting = null;
}
