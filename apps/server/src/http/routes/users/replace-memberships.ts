import { ReplaceMemberships, User, UserParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `PUT /api/users/:user/memberships` */
export const replaceMemberships: Route = (app, context) => {
  app.put(
    "/api/users/:user/memberships",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "replaceMemberships",
        tags: ["users"],
        summary: "Say which groups of which apps a user is in",
        params: UserParams,
        body: ReplaceMemberships,
        response: { 200: User, ...errorAnswers },
      },
    },
    async (request) =>
      context.users.replaceMemberships(
        request.params.user,
        request.body.memberships,
        deedOf(request),
      ),
  );
};
