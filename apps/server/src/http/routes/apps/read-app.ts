import { App, AppParams } from "@trunkline/api-contract";

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
        summary: "Read an app",
        params: AppParams,
        response: { 200: App, ...errorAnswers },
      },
    },
    async (request) => context.apps.read(request.params.app),
  );
};
