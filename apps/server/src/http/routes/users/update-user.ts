import { UpdateUser, User, UserParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `PATCH /api/users/:user` */
export const updateUser: Route = (app, context) => {
  app.patch(
    "/api/users/:user",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "updateUser",
        tags: ["users"],
        summary: "Change a name, an e-mail address or who owns the server",
        params: UserParams,
        body: UpdateUser,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request) => context.users.update(request.params.user, request.body, deedOf(request)),
  );
};
