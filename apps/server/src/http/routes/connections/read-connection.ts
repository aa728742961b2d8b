import { Connection, ConnectionParams } from "@trunkline/api-contract";

import { etagOf } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/connections/:connection` */
export const readConnection: Route = (app, context) => {
  app.get(
    "/api/apps/:app/connections/:connection",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readConnection",
        tags: ["connections"],
        summary: "Read a connection of the draft; its version is also the ETag",
        params: ConnectionParams,
        response: { 200: Connection, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const connection = await context.connections.read(appId, request.params.connection);
      return reply.header("etag", etagOf(connection.version)).send(connection);
    },
  );
};
