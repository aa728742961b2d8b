import { AppParams, AttemptList, AttemptListQuery } from "@trunkline/api-contract";

import { listAttempts } from "../../../commands/index.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/attempts` */
export const listAttemptsRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/attempts",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listAttempts",
        tags: ["attempts"],
        summary: "List attempts, newest first, without their contents",
        params: AppParams,
        querystring: AttemptListQuery,
        response: { 200: AttemptList, ...errorAnswers },
      },
    },
    async (request) => {
      const { query } = request;
      const page = readPage(query);
      const rows = await listAttempts(context.database.pool, context.overdueAfterMs, {
        app: await context.apps.idOf(request.params.app),
        state: query.state ?? null,
        connection: query.connection ?? null,
        id: null,
        before: page.after,
        size: page.size + 1,
      });
      const cut = cutPage(rows, page, (row) => row.id);
      return { attempts: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};
