import { AppParams, CreateConnection, Connection } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { etagOf } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/connections` */
export const createConnection: Route = (app, context) => {
  app.post(
    "/api/apps/:app/connections",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "createConnection",
        tags: ["connections"],
        summary: "Make a connection",
        params: AppParams,
        body: CreateConnection,
        response: { 201: Connection, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const made = await context.connections.create(appId, request.body, deedOf(request));
      return reply.code(201).header("etag", etagOf(made.version)).send(made);
    },
  );
};
