import { UserSessionParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/users/:user/sessions/:session` */
export const endUserSession: Route = (app, context) => {
  app.delete(
    "/api/users/:user/sessions/:session",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "endUserSession",
        tags: ["users"],
        summary: "End a session of a user's",
        params: UserSessionParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { user, session } = request.params;
      await context.sessions.end(user, session, deedOf(request));
      return reply.code(204).send(null);
    },
  );
};
