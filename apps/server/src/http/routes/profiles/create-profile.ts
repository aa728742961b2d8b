import { AppParams, CreateProfile, Profile } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/profiles` */
export const createProfile: Route = (app, context) => {
  app.post(
    "/api/apps/:app/profiles",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "createProfile",
        tags: ["profiles"],
        summary: "Make a profile",
        params: AppParams,
        body: CreateProfile,
        response: { 201: Profile, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const made = await context.profiles.create(appId, request.body, deedOf(request));
      return reply.code(201).send(made);
    },
  );
};
