import { ProfileParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/apps/:app/profiles/:profile` */
export const deleteProfile: Route = (app, context) => {
  app.delete(
    "/api/apps/:app/profiles/:profile",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "deleteProfile",
        tags: ["profiles"],
        summary: "Delete a profile that no connection uses",
        params: ProfileParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      await context.profiles.delete(appId, request.params.profile);
      context.directory.forget();
      return reply.code(204).send(null);
    },
  );
};
