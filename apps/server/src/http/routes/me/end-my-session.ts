import { SessionParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/me/sessions/:session` */
export const endMySession: Route = (app, context) => {
  app.delete(
    "/api/me/sessions/:session",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "endMySession",
        tags: ["me"],
        summary: "End one of one's own sessions",
        params: SessionParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { session } = request.params;
      await context.sessions.end(request.identity.user, session, deedOf(request));
      return reply.code(204).send(null);
    },
  );
};
