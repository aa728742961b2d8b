import {
  AppParams,
  DocumentsRefused,
  ErrorAnswer,
  ReplacedDocuments,
  ReplaceDocuments,
  ReplaceDocumentsHeaders,
  ReplaceDocumentsQuery,
} from "@trunkline/api-contract";

import { checkDocuments, replaceAppDocuments } from "../../../apps/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";
import { documentsMatchOf } from "./documents-match.ts";
import { conflictAnswer, refusedAnswer } from "./refusals.ts";

const bodyMaxBytes = 64 * 1024 * 1024;

/** `PUT /api/apps/:app/documents` */
export const replaceDocuments: Route = (app, context) => {
  app.put(
    "/api/apps/:app/documents",
    {
      bodyLimit: bodyMaxBytes,
      config: { guard: "builder" },
      schema: {
        operationId: "replaceDocuments",
        tags: ["documents"],
        summary: "Replace the whole draft of an app: all documents, or none",
        description:
          "Documents that are not in the body are gone from the draft; what is live stays what " +
          "it is. Everything that is wrong is told at once, by file, and then nothing is changed. " +
          "Documents that say what is there already keep their versions.",
        params: AppParams,
        querystring: ReplaceDocumentsQuery,
        headers: ReplaceDocumentsHeaders,
        body: ReplaceDocuments,
        response: {
          200: ReplacedDocuments,
          412: ErrorAnswer,
          422: DocumentsRefused,
          428: ErrorAnswer,
          ...errorAnswers,
        },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const of = { app: appId, contents: await context.dataKeys.openContents(appId) };
      const dryRun = request.query.dryRun === "true";
      const outcome = await replaceAppDocuments(
        context.database,
        of,
        await checkDocuments(request.body),
        { match: documentsMatchOf(request.headers["if-match"]), dryRun, deed: deedOf(request) },
      );
      if (outcome.kind === "refused") return reply.code(422).send(refusedAnswer(outcome.faults));
      if (outcome.kind === "conflict") {
        const { status, body } = conflictAnswer(outcome.given);
        return reply.code(status).send(body);
      }
      if (!dryRun) {
        context.flowDirectory.forget();
        context.directory.forget();
        void reply.header("etag", `"${outcome.digest}"`);
      }
      const { changes, groups, problems } = outcome;
      return { dryRun, changes, groups, problems };
    },
  );
};
