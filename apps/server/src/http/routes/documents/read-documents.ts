import { AppParams, Documents, ReadDocumentsQuery } from "@trunkline/api-contract";

import { type DocumentsSource, readAppDocuments } from "../../../apps/index.ts";
import { errorAnswers, type Route } from "../route.ts";
import { documentsText } from "./documents-text.ts";

/** `GET /api/apps/:app/documents` */
export const readDocuments: Route = (app, context) => {
  app.get(
    "/api/apps/:app/documents",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readDocuments",
        tags: ["documents"],
        summary: "Read every document of an app at once, of its draft or of a release",
        description:
          "Connections name their profiles; no secret is among the documents. Of the draft the " +
          "ETag tells its whole state: it is another one after every save.",
        params: AppParams,
        querystring: ReadDocumentsQuery,
        response: { 200: Documents, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const appId = await context.apps.idOf(params.app);
      const of = { app: appId, contents: await context.dataKeys.openContents(appId) };
      const documents = await readAppDocuments(context.database, of, sourceOf(query.source));
      if (documents.digest !== null) void reply.header("etag", `"${documents.digest}"`);
      void reply.type("application/json; charset=utf-8");
      return reply.send((await documentsText(params.app, documents)) as never);
    },
  );
};

function sourceOf(source: string = "draft"): DocumentsSource {
  return source === "draft" || source === "live" ? source : { release: Number(source) };
}
