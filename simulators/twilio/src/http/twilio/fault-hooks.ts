import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { wait } from "../../clock.ts";
import type { Context } from "../../context.ts";
import { scopeOf } from "../../faults/fault-kinds.ts";
import type { Fault } from "../../faults/faults.ts";
import { errorBody, TwilioError } from "../../messages/twilio-error.ts";
import { pathOf } from "./call.ts";
import { spoilRefused } from "./message-faults.ts";
import { dripBody, sendSlowHeaders, sendTooLittle } from "./spoil-answer.ts";

/** Lets the rules in force strike signed-in requests: before the work, or between the work and its answer. */
export function faultHooks(app: FastifyInstance, context: Context): void {
  const { faults, clock } = context;
  app.addHook("preHandler", (request, reply, done) => {
    const fault = faults.strike(["before", "after"], request.method, pathOf(request));
    if (request.call === null || fault === null) {
      done();
      return;
    }
    request.call.fault = fault;
    if (scopeOf(fault.kind) === "after") {
      done();
      return;
    }
    if (fault.kind !== "delay-before") spoilRefused(request, context);
    void wait(clock, fault.delayMs).then(() => failBefore(fault, request, reply, done));
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const fault = request.call?.fault;
    if (!fault || scopeOf(fault.kind) !== "after") {
      done(null, payload);
    } else if (reply.statusCode >= 400) {
      faults.giveBack(fault);
      done(null, payload);
    } else {
      spoilAnswer({ fault, request, reply, payload, done, context });
    }
  });
}

function failBefore(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  done: (error?: Error) => void,
): void {
  if (fault.kind === "too-many-requests") done(new TwilioError(20429));
  else if (fault.kind === "error-before") done(new TwilioError(20500));
  else if (fault.kind === "cut-before") cutLine(request, reply);
  else done();
}

interface Answer {
  readonly fault: Fault;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly payload: unknown;
  readonly done: (error: null, payload: unknown) => void;
  readonly context: Context;
}

function spoilAnswer(answer: Answer): void {
  const { fault, request, reply, payload, context } = answer;
  const { clock } = context;
  const { kind, delayMs } = fault;
  if (kind !== "slow-headers" && kind !== "drip-body" && kind !== "wrong-content-length") {
    void wait(clock, delayMs).then(() => failAfter(answer));
    return;
  }
  reply.hijack();
  const body = payload instanceof Buffer ? payload : Buffer.from(textOf(payload));
  const raw = { request, reply, body, clock, delayMs };
  if (kind === "slow-headers") void sendSlowHeaders(raw);
  else if (kind === "drip-body") void dripBody(raw);
  else void wait(clock, delayMs).then(() => sendTooLittle(raw));
}

function textOf(payload: unknown): string {
  return typeof payload === "string" ? payload : "";
}

function failAfter({ fault, request, reply, payload, done }: Answer): void {
  if (fault.kind === "cut-after") {
    cutLine(request, reply);
  } else if (fault.kind === "error-after") {
    reply.code(500).type("application/json; charset=utf-8");
    done(null, JSON.stringify(errorBody(new TwilioError(20500))));
  } else if (fault.kind === "not-json" && reply.statusCode !== 204) {
    reply.type("text/html");
    done(null, "<html><body>It worked, but this is not JSON.</body></html>");
  } else {
    done(null, payload);
  }
}

/** Neither side says goodbye: the client sees a reset or an early end. */
function cutLine(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}
