import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";

/** `POST /simulator/reset`: forgets messages, faults and opt-outs, keeps accounts. */
export function resetRoute(app: FastifyInstance, { store, faults, optOuts }: Context): void {
  app.post("/reset", (_request, reply) => {
    store.clear();
    faults.clear();
    optOuts.clear();
    return reply.code(204).send();
  });
}
