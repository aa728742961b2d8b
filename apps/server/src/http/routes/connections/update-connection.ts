import { Connection, ConnectionParams, UpdateConnection } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `PATCH /api/apps/:app/connections/:connection` */
export const updateConnection: Route = (app, context) => {
  app.patch(
    "/api/apps/:app/connections/:connection",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "updateConnection",
        tags: ["connections"],
        summary: "Change a connection: settings that are named are replaced, null removes one",
        params: ConnectionParams,
        body: UpdateConnection,
        response: { 200: Connection, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      const changed = await context.connections.update(
        appId,
        request.params.connection,
        request.body,
      );
      context.directory.forget();
      return changed;
    },
  );
};
