import {
  VersionConflict,
  VersionMatchHeaders,
  FlowParams,
  FlowRefused,
  PublishedFlow,
} from "@trunkline/api-contract";

import { conflictAnswer, documentNamed } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { ownReport } from "../../errors.ts";
import { etagOf, readIfMatch } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/flows/:flow/publish` */
export const publishFlow: Route = (app, context) => {
  app.post(
    "/api/apps/:app/flows/:flow/publish",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "publishFlow",
        tags: ["flows"],
        summary: "Make the draft live, if its checks find no error",
        description: "With errors it is 422 with every problem, and what is live stays live.",
        params: FlowParams,
        headers: VersionMatchHeaders,
        response: { 200: PublishedFlow, 412: VersionConflict, 422: FlowRefused, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params } = request;
      const outcome = await context.flows.publish({
        app: await context.apps.idOf(params.app),
        name: params.flow,
        match: readIfMatch(request.headers),
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        return reply
          .code(412)
          .send(conflictAnswer(documentNamed("flow", params.flow), outcome).body);
      }
      const problems = [...outcome.problems];
      if (outcome.kind === "refused") {
        const errors = problems.filter(({ severity }) => severity === "error").length;
        return reply.code(422).send({ error: refused(params.flow, errors), problems });
      }
      context.flowDirectory.forget();
      context.directory.forget();
      const { version, publishedAt, release } = outcome;
      void reply.header("etag", etagOf(version));
      return reply.send({
        version,
        liveVersion: version,
        publishedAt: publishedAt.toISOString(),
        release,
        problems,
      });
    },
  );
};

function refused(name: string, errors: number) {
  return ownReport({
    code: "FLOW_HAS_ERRORS",
    title: "The flow has errors",
    message: `The flow "${name}" has ${errors === 1 ? "an error" : `${errors} errors`} and was not published.`,
    hint: "Every problem is listed with its block and its cure.",
  });
}
