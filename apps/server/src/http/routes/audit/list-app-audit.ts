import { AppAuditQuery, AppParams, AuditList } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { auditPage } from "./audit-page.ts";

/** `GET /api/apps/:app/audit` */
export const listAppAudit: Route = (app, context) => {
  app.get(
    "/api/apps/:app/audit",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "listAppAudit",
        tags: ["audit"],
        summary: "List who did what in an app, newest first",
        params: AppParams,
        querystring: AppAuditQuery,
        response: { 200: AuditList, ...errorAnswers },
      },
    },
    async (request) =>
      auditPage(context.database, request.query, await context.apps.idOf(request.params.app)),
  );
};
