import {
  Connection,
  ConnectionParams,
  UpdateConnection,
  VersionConflict,
  VersionMatchHeaders,
} from "@trunkline/api-contract";

import { conflictAnswer, documentNamed } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { etagOf, readIfMatch } from "../../version-header.ts";
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
        description: "The live release keeps what it has until the app is published again.",
        params: ConnectionParams,
        headers: VersionMatchHeaders,
        body: UpdateConnection,
        response: { 200: Connection, 412: VersionConflict, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.connection };
      const match = readIfMatch(request.headers);
      const outcome = await context.connections.update(address, body, {
        match,
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        const subject = documentNamed("connection", params.connection);
        return reply.code(412).send(conflictAnswer(subject, outcome).body);
      }
      context.directory.forget();
      const { connection } = outcome;
      return reply.header("etag", etagOf(connection.version)).send(connection);
    },
  );
};
