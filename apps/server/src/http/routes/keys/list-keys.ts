import { PageQuery, UserKeyList, UserParams } from "@trunkline/api-contract";

import { listKeys } from "../../../access/index.ts";
import type { Id } from "../../../database/index.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/users/:user/keys` */
export const listKeysRoute: Route = (app, context) => {
  app.get(
    "/api/users/:user/keys",
    {
      config: { guard: "self" },
      schema: {
        operationId: "listKeys",
        tags: ["users"],
        summary: "List a user's keys, newest first, by name and kind",
        params: UserParams,
        querystring: PageQuery,
        response: { 200: UserKeyList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const user = request.params.user as Id<"usr">;
      const asked = { before: page.after, size: page.size + 1 };
      const cut = cutPage(await listKeys(context.database, user, asked), page, ({ id }) => id);
      return { keys: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
