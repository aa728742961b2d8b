import { AuditList, AuditQuery } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { auditPage } from "./audit-page.ts";

/** `GET /api/audit` */
export const listAudit: Route = (app, context) => {
  app.get(
    "/api/audit",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "listAudit",
        tags: ["audit"],
        summary: "List who did what on the whole server, newest first",
        querystring: AuditQuery,
        response: { 200: AuditList, ...errorAnswers },
      },
    },
    async (request) => {
      const { app: named, ...query } = request.query;
      return auditPage(context.database, query, named === undefined ? null : { named });
    },
  );
};
