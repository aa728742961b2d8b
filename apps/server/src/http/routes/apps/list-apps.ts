import { AppList, PageQuery } from "@trunkline/api-contract";

import { builtApps } from "../../../access/index.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps` */
export const listApps: Route = (app, context) => {
  app.get(
    "/api/apps",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "listApps",
        tags: ["apps"],
        summary: "List apps by name",
        description: "All of them for the owner; for others those that they build.",
        querystring: PageQuery,
        response: { 200: AppList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const rows = await context.apps.list(
        { after: page.after, size: page.size + 1 },
        builtApps(request.identity),
      );
      const cut = cutPage(rows, page, (row) => row.name);
      return { apps: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
