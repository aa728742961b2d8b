import { CreateUser, User } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/users` */
export const createUser: Route = (app, context) => {
  app.post(
    "/api/users",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "createUser",
        tags: ["users"],
        summary: "Make a user",
        body: CreateUser,
        response: { 201: User, ...errorAnswers },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await context.users.create(request.body, deedOf(request))),
  );
};
