import {
  type HttpRequest,
  type HttpResponse,
  type OpenContext,
  TransportError,
} from "@trunkline/service-kit";

import { isLimited, provesNotDone } from "./answer-rules.ts";
import { type Exchange, readAnswered } from "./exchange.ts";
import { allTriesMs, type TryEnd, waitBeforeNextTry } from "./retry-rules.ts";
import { withoutMessage } from "./without-message.ts";

/**
 * Sends a request as often as the rules allow and gives the last answer, whatever its status.
 * Keeps the exchange up to date.
 *
 * @throws TransportError when the last try got no whole answer.
 */
export async function sendPatiently(
  request: HttpRequest,
  repeatable: boolean,
  { context, exchange }: { readonly context: OpenContext; readonly exchange: Exchange },
): Promise<HttpResponse> {
  const startedMs = context.clock.now().getTime();
  const elapsed = (): number => context.clock.now().getTime() - startedMs;
  for (let tried = 1; ; tried += 1) {
    const leftMs = repeatable ? Math.max(1, allTriesMs - elapsed()) : request.timeoutMs;
    const timeoutMs = Math.min(request.timeoutMs, leftMs);
    const end = await tryOnce({ ...request, timeoutMs }, context, exchange);
    if ("answered" in end && end.answered.status < 400) return end.response;
    if ("answered" in end && isLimited(end.answered)) context.reportLimited();
    const patience = { tried, repeatable, elapsedMs: elapsed(), random: context.random() };
    const waitMs = waitBeforeNextTry(end, patience);
    if (waitMs === null) return responseOf(end);
    await sleep(waitMs, context, exchange);
  }
}

async function tryOnce(
  request: HttpRequest,
  { transport }: OpenContext,
  exchange: Exchange,
): Promise<TryEnd> {
  const exposedBefore = exchange.exposed;
  exchange.exposed = true;
  try {
    const response = await transport.send(request);
    const answered = readAnswered(response);
    exchange.answer = answered;
    exchange.exposed = exposedBefore || !provesNotDone(answered);
    return { answered, response };
  } catch (cause) {
    const fault =
      cause instanceof TransportError
        ? cause
        : new TransportError("unexpected", true, withoutMessage(cause));
    exchange.answer = null;
    exchange.exposed = exposedBefore || fault.headersSent;
    return { fault };
  }
}

function responseOf(end: TryEnd): HttpResponse {
  if ("response" in end) return end.response;
  throw end.fault;
}

async function sleep(ms: number, context: OpenContext, exchange: Exchange): Promise<void> {
  try {
    await context.clock.sleep(ms, context.signal);
  } catch (cause) {
    throw new TransportError("aborted", exchange.exposed, cause);
  }
}
