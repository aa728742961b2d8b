import { ConnectionParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/apps/:app/connections/:connection` */
export const deleteConnection: Route = (app, context) => {
  app.delete(
    "/api/apps/:app/connections/:connection",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "deleteConnection",
        tags: ["connections"],
        summary: "Delete a connection; its attempts stay",
        params: ConnectionParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      await context.connections.delete(appId, request.params.connection);
      context.directory.forget();
      return reply.code(204).send(null);
    },
  );
};
