import { Health } from "@trunkline/api-contract";

import { isDatabaseAway } from "../../../database/index.ts";
import type { Route } from "../route.ts";

/** `GET /healthz`: the process answers. `GET /readyz`: the database answers too. */
export const health: Route = (app, context) => {
  const schema = { tags: ["server"], security: [], response: { 200: Health, 503: Health } };
  app.get("/healthz", { schema: { ...schema, summary: "Is the process alive" } }, async () => ({
    status: "ok",
  }));
  app.get("/readyz", { schema: { ...schema, summary: "Can it work" } }, async (_request, reply) => {
    try {
      await context.database.pool.query("select 1");
      return { status: "ready" };
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return reply.code(503).header("retry-after", 1).send({ status: "the database is away" });
    }
  });
};
