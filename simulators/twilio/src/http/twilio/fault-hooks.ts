import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { wait } from "../../clock.ts";
import type { Context } from "../../context.ts";
import { isAfterKind } from "../../faults/fault-kinds.ts";
import type { Fault } from "../../faults/faults.ts";
import { errorBody, TwilioError } from "../../messages/twilio-error.ts";
import { pathOf } from "./call.ts";

/** Lets the rules in force strike signed-in requests: before the work, or between the work and its answer. */
export function faultHooks(app: FastifyInstance, { faults, clock }: Context): void {
  app.addHook("preHandler", (request, reply, done) => {
    const fault = faults.strike(request.method, pathOf(request));
    if (request.call === null || fault === null) {
      done();
      return;
    }
    request.call.fault = fault;
    if (isAfterKind(fault.kind)) {
      done();
      return;
    }
    void wait(clock, fault.delayMs).then(() => failBefore(fault, request, reply, done));
  });
  app.addHook("onSend", (request, reply, payload, done) => {
    const fault = request.call?.fault;
    if (!fault || !isAfterKind(fault.kind)) {
      done(null, payload);
    } else if (reply.statusCode >= 400) {
      faults.giveBack(fault);
      done(null, payload);
    } else {
      void wait(clock, fault.delayMs).then(() => failAfter(fault, request, reply, payload, done));
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

function failAfter(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: null, payload: unknown) => void,
): void {
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
