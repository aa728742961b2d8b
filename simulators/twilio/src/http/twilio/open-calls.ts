import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Account } from "../../accounts/account.ts";
import type { Context } from "../../context.ts";
import { isSid, newSid } from "../../ids.ts";
import { TwilioError } from "../../messages/twilio-error.ts";
import { pathOf, type TwilioCall } from "./call.ts";
import { notFound } from "./find-message.ts";

/** Begins every request: headers, sign-in, and the count of what is in flight. */
export function openCalls(app: FastifyInstance, context: Context): void {
  app.addHook("onRequest", (request, reply, done) => {
    const call: TwilioCall = { account: null, fault: null, startedAt: performance.now() };
    request.call = call;
    reply.raw.once("close", () => logCall(call, request, reply, context));
    reply.headers({
      "Twilio-Request-Id": newSid("RQ"),
      "Twilio-Concurrent-Requests": "1",
      "X-API-Domain": "api.twilio.com",
      "X-Home-Region": "us1",
      "X-Powered-By": "AT-5000",
      "X-Shenanigans": "none",
    });
    if (!request.is404) {
      call.account = signIn(request, reply, context);
      countIn(call.account, reply, context);
    }
    done();
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const seconds = (performance.now() - (request.call?.startedAt ?? 0)) / 1000;
    reply.header("Twilio-Request-Duration", seconds.toFixed(3));
    done(null, payload);
  });
}

function logCall(
  { account, fault, startedAt }: TwilioCall,
  request: FastifyRequest,
  { raw, statusCode }: FastifyReply,
  { requests, clock }: Context,
): void {
  requests.add({
    kind: "api",
    at: clock.now(),
    method: request.method,
    path: pathOf(request),
    accountSid: account?.accountSid ?? null,
    status: raw.writableFinished ? statusCode : null,
    durationMs: performance.now() - startedAt,
    note: fault?.kind ?? "",
  });
}

/** The account that the path names, or else the one that the credentials belong to. */
function signIn(request: FastifyRequest, reply: FastifyReply, context: Context): Account {
  const { accountSid } = request.params as { accountSid?: string };
  if (accountSid !== undefined && !isSid("AC", accountSid)) throw notFound(request);
  const own = context.directory.signIn(request.headers.authorization);
  const account = own === null ? null : chooseAccount(own, accountSid, context);
  if (own === null || account === null) {
    reply.header("WWW-Authenticate", 'Basic realm="Twilio API"');
    throw new TwilioError(20003);
  }
  if (account.test && !isOpenToTests(request)) throw new TwilioError(20008);
  const isItself = request.routeOptions.url === "/2010-04-01/Accounts/:accountSid.json";
  if (isIdle(account) && !isItself) throw new TwilioError(20005);
  return account;
}

/** An account acts for itself and for its subaccounts; one that is suspended or closed lets nobody in. */
function chooseAccount(
  own: Account,
  accountSid: string | undefined,
  { directory }: Context,
): Account | null {
  if (isIdle(own)) return null;
  if (accountSid === undefined || accountSid === own.accountSid) return own;
  const account = directory.find(accountSid);
  return account?.ownerAccountSid === own.accountSid ? account : null;
}

function isIdle({ status }: Account): boolean {
  return status === "suspended" || status === "closed";
}

function isOpenToTests({ method, routeOptions }: FastifyRequest): boolean {
  const url = routeOptions.url ?? "";
  return (
    (method === "POST" && url.endsWith("/Messages.json")) || url.startsWith("/v2/PhoneNumbers")
  );
}

function countIn({ accountSid }: Account, reply: FastifyReply, context: Context): void {
  const { inFlight, settings } = context;
  const count = (inFlight.get(accountSid) ?? 0) + 1;
  reply.header("Twilio-Concurrent-Requests", String(count));
  if (count > (settings.maxConcurrent ?? Infinity)) throw new TwilioError(20429);
  inFlight.set(accountSid, count);
  reply.raw.once("close", () => {
    const left = (inFlight.get(accountSid) ?? 1) - 1;
    if (left > 0) inFlight.set(accountSid, left);
    else inFlight.delete(accountSid);
  });
}
