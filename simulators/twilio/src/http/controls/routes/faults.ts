import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { readFault } from "../../../faults/read-fault.ts";

/** `GET`, `POST` and `DELETE /simulator/faults`, and `DELETE /simulator/faults/{id}`. */
export function faultsRoutes(app: FastifyInstance, { faults }: Context): void {
  app.get("/faults", () => ({ faults: faults.rules }));
  app.post("/faults", (request, reply) => {
    const fault = faults.add(readFault(request.body));
    return reply.code(201).send(fault);
  });
  app.delete("/faults/:id", (request, reply) => {
    const { id } = request.params as { id: string };
    if (faults.remove(id)) return reply.code(204).send();
    const message = "There is no such fault.";
    return reply.code(404).send({ error: { field: "id", message } });
  });
  app.delete("/faults", (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
}
