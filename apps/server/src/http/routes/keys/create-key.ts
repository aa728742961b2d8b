import { CreateKey, MadeKey, UserParams } from "@trunkline/api-contract";

import { createKey } from "../../../access/index.ts";
import type { Id } from "../../../database/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/users/:user/keys` */
export const createKeyRoute: Route = (app, context) => {
  app.post(
    "/api/users/:user/keys",
    {
      config: { guard: "self" },
      schema: {
        operationId: "createKey",
        tags: ["users"],
        summary: "Make a key of a user; it is shown this once",
        params: UserParams,
        body: CreateKey,
        response: { 201: MadeKey, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const user = request.params.user as Id<"usr">;
      const made = await createKey(context.database, { ...request.body, user }, deedOf(request));
      return reply.code(201).send(made);
    },
  );
};
