import { Connection, ConnectionParams } from "@trunkline/api-contract";

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
        summary: "Read a connection",
        params: ConnectionParams,
        response: { 200: Connection, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      return context.connections.read(appId, request.params.connection);
    },
  );
};
