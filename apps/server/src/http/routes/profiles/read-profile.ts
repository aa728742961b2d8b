import { Profile, ProfileParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/profiles/:profile` */
export const readProfile: Route = (app, context) => {
  app.get(
    "/api/apps/:app/profiles/:profile",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readProfile",
        tags: ["profiles"],
        summary: "Read a profile",
        params: ProfileParams,
        response: { 200: Profile, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      return context.profiles.read(appId, request.params.profile);
    },
  );
};
