import { ReleaseDetail, ReleaseParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/releases/:number` */
export const readReleaseRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/releases/:number",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readRelease",
        tags: ["releases"],
        summary: "Read a release: its rules, and its documents' names and versions",
        params: ReleaseParams,
        response: { 200: ReleaseDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      return context.releases.readDetail(appId, Number(request.params.number));
    },
  );
};
