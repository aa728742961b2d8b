import { AppParams, CreateGroup, Group } from "@trunkline/api-contract";

import { createGroup } from "../../../access/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/groups` */
export const createGroupRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/groups",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "createGroup",
        tags: ["groups"],
        summary: "Make a group that nobody is in yet",
        params: AppParams,
        body: CreateGroup,
        response: { 201: Group, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const address = {
        app: await context.apps.idOf(request.params.app),
        name: request.body.name,
      };
      return reply.code(201).send(await createGroup(context.database, address, deedOf(request)));
    },
  );
};
