import { User, UserParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/users/:user` */
export const readUser: Route = (app, context) => {
  app.get(
    "/api/users/:user",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "readUser",
        tags: ["users"],
        summary: "Read a user",
        params: UserParams,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request) => context.users.read(request.params.user),
  );
};
