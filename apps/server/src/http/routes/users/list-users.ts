import { PageQuery, UserList } from "@trunkline/api-contract";

import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/users` */
export const listUsers: Route = (app, context) => {
  app.get(
    "/api/users",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "listUsers",
        tags: ["users"],
        summary: "List users, oldest first",
        querystring: PageQuery,
        response: { 200: UserList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const rows = await context.users.list({ after: page.after, size: page.size + 1 });
      const cut = cutPage(rows, page, (row) => row.id);
      return { users: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
