import { AppParams, ProfileList, PageQuery } from "@trunkline/api-contract";

import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/profiles` */
export const listProfiles: Route = (app, context) => {
  app.get(
    "/api/apps/:app/profiles",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listProfiles",
        tags: ["profiles"],
        summary: "List profiles by name",
        params: AppParams,
        querystring: PageQuery,
        response: { 200: ProfileList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const appId = await context.apps.idOf(request.params.app);
      const more = { after: page.after, size: page.size + 1 };
      const cut = cutPage(await context.profiles.list(appId, more), page, (row) => row.name);
      return { profiles: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
