import { AppParams, MemberList, PageQuery } from "@trunkline/api-contract";

import { listMembers } from "../../../access/index.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/members` */
export const listMembersRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/members",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listMembers",
        tags: ["groups"],
        summary: "List the users who are in a group of an app, with their roles",
        params: AppParams,
        querystring: PageQuery,
        response: { 200: MemberList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const id = await context.apps.idOf(request.params.app);
      const asked = { after: page.after, size: page.size + 1 };
      const members = await listMembers(context.database, id, asked);
      const cut = cutPage(members, page, ({ user }) => user);
      return { members: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
