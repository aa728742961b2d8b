import { App, AppParams, CopyApp } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/copy` */
export const copyAppRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/copy",
    {
      config: { guard: "owner", whenArchived: "allowed" },
      schema: {
        operationId: "copyApp",
        tags: ["apps"],
        summary: "Make an app with the draft, groups and profiles of another",
        params: AppParams,
        body: CopyApp,
        response: { 201: App, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const order = { from: request.params.app, name: request.body.name };
      return reply.code(201).send(await context.apps.copy(order, deedOf(request)));
    },
  );
};
