import { User, UserParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/users/:user/disable` */
export const disableUser: Route = (app, context) => {
  app.post(
    "/api/users/:user/disable",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "disableUser",
        tags: ["users"],
        summary: "Disable a user: his sessions and keys work no more",
        params: UserParams,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request) => context.users.disable(request.params.user, deedOf(request)),
  );
};
