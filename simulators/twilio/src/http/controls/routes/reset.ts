import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";

/** `POST /simulator/reset`: forgets messages and faults, keeps accounts. */
export function resetRoute(app: FastifyInstance, { store, faults }: Context): void {
  app.post("/reset", (_request, reply) => {
    store.clear();
    faults.clear();
    return reply.code(204).send();
  });
}
