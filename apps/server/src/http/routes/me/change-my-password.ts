import { ChangePassword } from "@trunkline/api-contract";
import { Type } from "typebox";

import { changeOwnPassword, UsersError } from "../../../access/index.ts";
import { errorAnswers, type Route } from "../route.ts";
import { clientOf } from "../sign-in/client-of.ts";
import { ownSession } from "./own-session.ts";

/** `POST /api/me/password` */
export const changeMyPassword: Route = (app, context) => {
  app.post(
    "/api/me/password",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "changeMyPassword",
        tags: ["me"],
        summary: "Change one's own password; all other sessions end",
        body: ChangePassword,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { current, new: next } = request.body;
      const session = await ownSession(context, request);
      if (session === null) throw sessionMissing();
      await changeOwnPassword(context.signIns, session, { current, next }, clientOf(request));
      context.sessions.forget();
      return reply.code(204).send(null);
    },
  );
};

function sessionMissing(): UsersError {
  return new UsersError(
    "SESSION_MISSING",
    "Only who is signed in can change his own password.",
    "Sign in first; an owner sets anybody's with PUT /api/users/{user}/password.",
  );
}
