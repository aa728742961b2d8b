import { ConnectionParams, VersionConflict, VersionMatchHeaders } from "@trunkline/api-contract";
import { Type } from "typebox";

import { conflictAnswer, documentNamed } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { readIfMatch } from "../../version-header.ts";
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
        summary: "Delete a connection of the draft; its attempts stay, and what is live",
        params: ConnectionParams,
        headers: VersionMatchHeaders,
        response: { 204: Type.Null(), 412: VersionConflict, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.connection };
      const outcome = await context.connections.delete(address, {
        match: readIfMatch(request.headers),
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        const subject = documentNamed("connection", params.connection);
        return reply.code(412).send(conflictAnswer(subject, outcome).body);
      }
      context.directory.forget();
      return reply.code(204).send(null);
    },
  );
};
