import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Account } from "../../accounts/account.ts";
import type { Context } from "../../context.ts";
import { isSid, newSid } from "../../ids.ts";
import { TwilioError } from "../../messages/twilio-error.ts";
import { pathOf, type TwilioCall } from "./call.ts";

/** Begins every request: headers, sign-in, and the count of what is in flight. */
export function openCalls(app: FastifyInstance, context: Context): void {
  const inFlight = new Map<string, number>();
  app.addHook("onRequest", (request, reply, done) => {
    const call: TwilioCall = { account: null, fault: null, startedAt: performance.now() };
    request.call = call;
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
      countIn(call.account, reply, inFlight, context.maxConcurrent);
    }
    done();
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const seconds = (performance.now() - (request.call?.startedAt ?? 0)) / 1000;
    reply.header("Twilio-Request-Duration", seconds.toFixed(3));
    done(null, payload);
  });
}

function signIn(request: FastifyRequest, reply: FastifyReply, context: Context): Account {
  const { accountSid } = request.params as { accountSid: string };
  if (!isSid("AC", accountSid)) {
    throw new TwilioError(20404, `The requested resource ${pathOf(request)} was not found`);
  }
  const account = context.directory.signIn(request.headers.authorization);
  if (account === null || account.accountSid !== accountSid) {
    reply.header("WWW-Authenticate", 'Basic realm="Twilio API"');
    throw new TwilioError(20003);
  }
  if (account.test && !isCreate(request)) throw new TwilioError(20008);
  return account;
}

function isCreate(request: FastifyRequest): boolean {
  return request.method === "POST" && request.routeOptions.url?.endsWith("/Messages.json") === true;
}

function countIn(
  account: Account,
  reply: FastifyReply,
  inFlight: Map<string, number>,
  maxConcurrent: number,
): void {
  const sid = account.accountSid;
  const count = (inFlight.get(sid) ?? 0) + 1;
  reply.header("Twilio-Concurrent-Requests", String(count));
  if (count > maxConcurrent) throw new TwilioError(20429);
  inFlight.set(sid, count);
  reply.raw.once("close", () => inFlight.set(sid, (inFlight.get(sid) ?? 1) - 1));
}
