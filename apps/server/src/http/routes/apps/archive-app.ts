import { App, AppParams } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/archive` */
export const archiveApp: Route = (app, context) => {
  app.post(
    "/api/apps/:app/archive",
    {
      config: { guard: "owner", whenArchived: "allowed" },
      schema: {
        operationId: "archiveApp",
        tags: ["apps"],
        summary: "Put an app away: it can be read, and nothing of it can be changed or executed",
        params: AppParams,
        response: { 200: App, ...errorAnswers },
      },
    },
    async (request) => context.apps.archive(request.params.app, deedOf(request)),
  );
};
