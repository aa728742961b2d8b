import { AppParams, SavedRules } from "@trunkline/api-contract";

import { etagOf } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";
import { rulesAnswer } from "./rules-answer.ts";

/** `GET /api/apps/:app/rules` */
export const readRulesRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/rules",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readRules",
        tags: ["releases"],
        summary: "Read the rules of an app's draft: who may do what",
        params: AppParams,
        response: { 200: SavedRules, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const saved = await context.rules.read(appId);
      void reply.header("etag", etagOf(saved.version));
      return rulesAnswer(saved, await context.rules.problems(appId, saved.rules));
    },
  );
};
