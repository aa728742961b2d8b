import { User, UserParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/users/:user/enable` */
export const enableUser: Route = (app, context) => {
  app.post(
    "/api/users/:user/enable",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "enableUser",
        tags: ["users"],
        summary: "Enable a user again: his keys work, and he can sign in",
        params: UserParams,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request) => context.users.enable(request.params.user, deedOf(request)),
  );
};
