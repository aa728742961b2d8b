import { VersionConflict, VersionMatchHeaders, FlowParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { conflictAnswer, documentNamed } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { readIfMatch } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/apps/:app/flows/:flow` */
export const deleteFlow: Route = (app, context) => {
  app.delete(
    "/api/apps/:app/flows/:flow",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "deleteFlow",
        tags: ["flows"],
        summary: "Delete a flow with its versions; its address is gone at once, its runs stay",
        params: FlowParams,
        headers: VersionMatchHeaders,
        response: { 204: Type.Null(), 412: VersionConflict, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.flow };
      const outcome = await context.flows.delete(address, {
        match: readIfMatch(request.headers),
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        return reply
          .code(412)
          .send(conflictAnswer(documentNamed("flow", params.flow), outcome).body);
      }
      context.flowDirectory.forget();
      return reply.code(204).send(null);
    },
  );
};
