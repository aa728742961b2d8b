import { AppParams, GroupList } from "@trunkline/api-contract";

import { listGroups } from "../../../access/index.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/groups` */
export const listGroupsRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/groups",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listGroups",
        tags: ["groups"],
        summary: "List every group of an app that somebody can be in",
        params: AppParams,
        response: { 200: GroupList, ...errorAnswers },
      },
    },
    async (request) => ({
      groups: await listGroups(context.database, await context.apps.idOf(request.params.app)),
    }),
  );
};
