import {
  AppParams,
  ErrorAnswer,
  PublishedRelease,
  PublishRelease,
  PublishReleaseHeaders,
  ReleaseRefused,
} from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { ownReport } from "../../errors.ts";
import { documentsMatchOf } from "../documents/documents-match.ts";
import { staleDraft } from "../documents/refusals.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/releases` */
export const publishReleaseRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/releases",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "publishRelease",
        tags: ["releases"],
        summary: "Publish the whole app: its draft becomes the next release, and live",
        description:
          "With errors it is 422 with every problem and the document that it is in, and what is " +
          "live stays live. A draft that is what is live already is 409.",
        params: AppParams,
        headers: PublishReleaseHeaders,
        body: PublishRelease,
        response: {
          201: PublishedRelease,
          409: ErrorAnswer,
          412: ErrorAnswer,
          422: ReleaseRefused,
          ...errorAnswers,
        },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const note = request.body.note ?? "";
      const match = documentsMatchOf(request.headers["if-match"]);
      const draft = match === "any" ? null : match;
      const outcome = await context.releases.publish({
        app: appId,
        note,
        draft,
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") return reply.code(412).send({ error: staleDraft });
      if (outcome.kind === "unchanged") {
        return reply.code(409).send({ error: unchanged(outcome.live) });
      }
      const problems = [...outcome.problems];
      if (outcome.kind === "refused") {
        const errors = problems.filter(({ severity }) => severity === "error").length;
        return reply.code(422).send({ error: refused(errors), problems });
      }
      context.flowDirectory.forget();
      context.directory.forget();
      const release = await context.releases.read(appId, outcome.number);
      return reply.code(201).send({ ...release, problems });
    },
  );
};

function unchanged(live: number | null) {
  return ownReport({
    code: "RELEASE_UNCHANGED",
    title: "There is nothing to publish",
    message: live === null ? "The app is empty." : `The draft is what release ${live} is.`,
    hint: "Save a flow, a connection or rules first.",
  });
}

function refused(errors: number) {
  return ownReport({
    code: "RELEASE_HAS_ERRORS",
    title: "The app has errors",
    message: `The app has ${errors === 1 ? "an error" : `${errors} errors`} and was not published.`,
    hint: "Every problem is listed with its document and its cure.",
  });
}
