import { ConnectionParams, ConnectionVersionList } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/connections/:connection/versions` */
export const listConnectionVersions: Route = (app, context) => {
  app.get(
    "/api/apps/:app/connections/:connection/versions",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listConnectionVersions",
        tags: ["connections"],
        summary: "List the last 50 versions of a connection, newest first",
        params: ConnectionParams,
        response: { 200: ConnectionVersionList, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      return { versions: await context.connections.versions(appId, request.params.connection) };
    },
  );
};
