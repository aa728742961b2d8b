import { App, AppParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/restore` */
export const restoreApp: Route = (app, context) => {
  app.post(
    "/api/apps/:app/restore",
    {
      config: { guard: "owner", whenArchived: "allowed" },
      schema: {
        operationId: "restoreApp",
        tags: ["apps"],
        summary: "Bring an archived app back",
        params: AppParams,
        response: { 200: App, ...errorAnswers },
      },
    },
    async (request) => context.apps.restore(request.params.app, deedOf(request)),
  );
};
