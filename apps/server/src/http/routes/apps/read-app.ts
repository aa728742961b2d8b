import { AppDetail, AppParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app` */
export const readApp: Route = (app, context) => {
  app.get(
    "/api/apps/:app",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readApp",
        tags: ["apps"],
        summary: "Read an app, and how much it has",
        params: AppParams,
        response: { 200: AppDetail, ...errorAnswers },
      },
    },
    async (request) => context.apps.read(request.params.app),
  );
};
