import { AppParams, RunList, RunListQuery } from "@trunkline/api-contract";

import { listRuns } from "../../../runs/index.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/runs` */
export const listRunsRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/runs",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listRuns",
        tags: ["runs"],
        summary: "List runs, newest first, without their contents",
        params: AppParams,
        querystring: RunListQuery,
        response: { 200: RunList, ...errorAnswers },
      },
    },
    async (request) => {
      const { query } = request;
      const page = readPage(query);
      const rows = await listRuns(context.database.pool, {
        app: await context.apps.idOf(request.params.app),
        flow: query.flow ?? null,
        status: query.status ?? null,
        kind: query.kind ?? null,
        since: instant(query.since),
        until: instant(query.until),
        error: query.error ?? null,
        before: page.after,
        size: page.size + 1,
      });
      const cut = cutPage(rows, page, (row) => row.id);
      return { runs: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};

function instant(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
