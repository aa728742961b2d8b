import { AppParams, PageQuery, ReleaseList } from "@trunkline/api-contract";

import { RequestError } from "../../errors.ts";
import { cutPage, readPage } from "../../paging.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/releases` */
export const listReleasesRoute: Route = (app, context) => {
  app.get(
    "/api/apps/:app/releases",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listReleases",
        tags: ["releases"],
        summary: "List an app's releases, newest first, with what was different in each",
        params: AppParams,
        querystring: PageQuery,
        response: { 200: ReleaseList, ...errorAnswers },
      },
    },
    async (request) => {
      const page = readPage(request.query);
      const appId = await context.apps.idOf(request.params.app);
      const before = page.after === null ? null : numberIn(page.after);
      const rows = await context.releases.list(appId, { before, size: page.size + 1 });
      const cut = cutPage(rows, page, ({ number }) => `release-${number}`);
      return { releases: cut.rows, nextPageToken: cut.nextPageToken };
    },
  );
};

/** The number in a page token. */
function numberIn(after: string): number {
  const number = /^release-(\d{1,9})$/u.exec(after)?.[1];
  if (number !== undefined) return Number(number);
  throw new RequestError(
    "PAGE_TOKEN_WRONG",
    "The pageToken is none that this list gave out.",
    "Use the nextPageToken of the page before, unchanged.",
  );
}
