import {
  AccessRules,
  AppParams,
  SavedRules,
  SaveRulesHeaders,
  VersionConflict,
} from "@trunkline/api-contract";

import { conflictAnswer } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { etagOf, readIfMatch } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";
import { rulesAnswer } from "./rules-answer.ts";

const subject = { kind: "rules", subject: "The rules", verb: "are" } as const;

/** `PUT /api/apps/:app/rules` */
export const saveRulesRoute: Route = (app, context) => {
  app.put(
    "/api/apps/:app/rules",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "saveRules",
        tags: ["releases"],
        summary: "Replace the rules of an app's draft; they hold once they are published",
        description:
          "Rules that name what is not there are saved all the same, and told as problems; " +
          "publishing the app refuses them.",
        params: AppParams,
        headers: SaveRulesHeaders,
        body: AccessRules,
        response: { 200: SavedRules, 412: VersionConflict, 428: VersionConflict, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const outcome = await context.rules.save(appId, request.body, {
        match: readIfMatch(request.headers),
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        const { status, body } = conflictAnswer(subject, outcome);
        return reply.code(status).send(body);
      }
      context.flowDirectory.forget();
      const problems = await context.rules.problems(appId, outcome.rules);
      void reply.header("etag", etagOf(outcome.version));
      return reply.send(rulesAnswer(outcome, problems));
    },
  );
};
