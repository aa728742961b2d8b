import { AppParams, FlowList, PageQuery } from "@trunkline/api-contract";

import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/flows` */
export const listFlows: Route = (app, context) => {
  app.get(
    "/api/apps/:app/flows",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listFlows",
        tags: ["flows"],
        summary: "List an app's flows by name, without their documents",
        params: AppParams,
        querystring: PageQuery,
        response: { 200: FlowList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const appId = await context.apps.idOf(request.params.app);
      const rows = await context.flows.list(appId, { after: page.after, size: page.size + 1 });
      const cut = cutPage(rows, page, (row) => row.name);
      return { flows: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
