import { FlowParams, FlowVersionList } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/flows/:flow/versions` */
export const listFlowVersions: Route = (app, context) => {
  app.get(
    "/api/apps/:app/flows/:flow/versions",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listFlowVersions",
        tags: ["flows"],
        summary: "List the kept versions of a flow, newest first: the last 50, and the live one",
        params: FlowParams,
        response: { 200: FlowVersionList, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      return { versions: await context.flows.versions({ app: appId, name: request.params.flow }) };
    },
  );
};
