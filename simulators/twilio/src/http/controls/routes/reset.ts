import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";

/** `POST /simulator/reset`: forgets messages, faults, outcomes, opt-outs, queues and the log of requests, keeps accounts, settings and the clock. */
export function resetRoute(app: FastifyInstance, context: Context): void {
  const { store, faults, outcomes, optOuts, queues, requests, inbound } = context;
  app.post("/reset", (_request, reply) => {
    for (const part of [store, faults, outcomes, optOuts, queues, requests, inbound]) part.clear();
    return reply.code(204).send();
  });
}
