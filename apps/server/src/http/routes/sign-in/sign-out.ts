import { Type } from "typebox";

import { endedCookie } from "../../../access/index.ts";
import { deedOf } from "../../deed-of.ts";
import { ownSession } from "../me/own-session.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/sign-out` */
export const signOut: Route = (app, context) => {
  app.post(
    "/api/sign-out",
    {
      config: { guard: "anybody" },
      schema: {
        operationId: "signOut",
        tags: ["users"],
        summary: "End the session of this request",
        security: [],
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const session = await ownSession(context, request);
      if (session !== null) {
        await context.sessions.end(session.user, session.id, deedOf(request));
      }
      void reply.header("set-cookie", endedCookie);
      return reply.code(204).send(null);
    },
  );
};
