import { SetPassword, UserParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `PUT /api/users/:user/password` */
export const setPassword: Route = (app, context) => {
  app.put(
    "/api/users/:user/password",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "setPassword",
        tags: ["users"],
        summary: "Give a user another password; his sessions end",
        params: UserParams,
        body: SetPassword,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      await context.users.setPassword(params.user, body.password, deedOf(request));
      return reply.code(204).send(null);
    },
  );
};
