import { ProfileParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
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
      const { params } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.profile };
      await context.profiles.delete(address, deedOf(request));
      context.directory.forget();
      return reply.code(204).send(null);
    },
  );
};
