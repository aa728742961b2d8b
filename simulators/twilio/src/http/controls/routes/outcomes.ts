import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { readOutcome } from "../../../outcomes/read-outcome.ts";

/** `GET`, `POST` and `DELETE /simulator/outcomes`: which numbers fail, how, and after how long. */
export function outcomesRoutes(app: FastifyInstance, { outcomes }: Context): void {
  app.get("/outcomes", () => ({ outcomes: outcomes.rules }));
  app.post("/outcomes", (request, reply) =>
    reply.code(201).send(outcomes.add(readOutcome(request.body))),
  );
  app.delete("/outcomes", (_request, reply) => {
    outcomes.clear();
    return reply.code(204).send();
  });
}
