import { AppParams, ConnectionList, PageQuery } from "@trunkline/api-contract";

import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/connections` */
export const listConnections: Route = (app, context) => {
  app.get(
    "/api/apps/:app/connections",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listConnections",
        tags: ["connections"],
        summary: "List connections by name",
        params: AppParams,
        querystring: PageQuery,
        response: { 200: ConnectionList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const appId = await context.apps.idOf(request.params.app);
      const more = { after: page.after, size: page.size + 1 };
      const cut = cutPage(await context.connections.list(appId, more), page, (row) => row.name);
      return { connections: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
