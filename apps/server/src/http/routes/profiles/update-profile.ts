import { Profile, ProfileParams, UpdateProfile } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `PATCH /api/apps/:app/profiles/:profile` */
export const updateProfile: Route = (app, context) => {
  app.patch(
    "/api/apps/:app/profiles/:profile",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "updateProfile",
        tags: ["profiles"],
        summary: "Change a profile: settings that are named are replaced, null removes one",
        params: ProfileParams,
        body: UpdateProfile,
        response: { 200: Profile, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      const changed = await context.profiles.update(
        appId,
        request.params.profile,
        request.body.settings,
      );
      context.directory.forget();
      return changed;
    },
  );
};
