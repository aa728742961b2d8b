import { Profile, ProfileParams, UpdateProfile } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
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
      const { params, body } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.profile };
      const changed = await context.profiles.update(address, body.settings, deedOf(request));
      context.directory.forget();
      return changed;
    },
  );
};
