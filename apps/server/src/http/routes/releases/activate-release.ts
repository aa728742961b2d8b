import { Release, ReleaseParams, ReleaseRefused } from "@trunkline/api-contract";

import { deedOf } from "../../deed-of.ts";
import { ownReport } from "../../errors.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/releases/:number/activate` */
export const activateReleaseRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/releases/:number/activate",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "activateRelease",
        tags: ["releases"],
        summary: "Make a release live: the way back, and forth again",
        description:
          "In one step; runs that have begun end on the release that they began on. The draft " +
          "stays what it is. Without effect when that release is live already.",
        params: ReleaseParams,
        response: { 200: Release, 422: ReleaseRefused, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const number = Number(request.params.number);
      const which = { app: appId, number, deed: deedOf(request) };
      const outcome = await context.releases.activate(which);
      if (outcome.kind === "refused") {
        const problems = [...outcome.problems];
        return reply.code(422).send({ error: cannotRun(number), problems });
      }
      context.flowDirectory.forget();
      context.directory.forget();
      return reply.send(await context.releases.read(appId, number));
    },
  );
};

function cannotRun(number: number) {
  return ownReport({
    code: "RELEASE_CANNOT_RUN",
    title: "The release cannot run",
    message: `Release ${number} needs profiles that are not there any more.`,
    hint: "Every connection that lacks its profile is listed. Add the profiles again.",
  });
}
