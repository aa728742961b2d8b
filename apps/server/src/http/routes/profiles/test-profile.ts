import { ProfileParams, ProfileTestResult } from "@trunkline/api-contract";

import { audit } from "../../../access/index.ts";
import { testProfile } from "../../../commands/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/profiles/:profile/test` */
export const testProfileRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/profiles/:profile/test",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "testProfile",
        tags: ["profiles"],
        summary: "Make one harmless authenticated read and say in words what is wrong",
        params: ProfileParams,
        response: { 200: ProfileTestResult, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      const profile = await context.directory.resolveProfile(appId, request.params.profile);
      const result = await testProfile(context.executor, profile);
      await audit.record(context.database.query, {
        ...deedOf(request),
        app: appId,
        action: "profile.tested",
        subject: request.params.profile,
        details: { ok: result.ok },
      });
      return result;
    },
  );
};
