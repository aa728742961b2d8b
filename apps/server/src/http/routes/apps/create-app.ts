import { App, CreateApp } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps` */
export const createApp: Route = (app, context) => {
  app.post(
    "/api/apps",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "createApp",
        tags: ["apps"],
        summary: "Make an app",
        body: CreateApp,
        response: { 201: App, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const made = await context.apps.create(request.body.name, deedOf(request));
      return reply.code(201).send(made);
    },
  );
};
