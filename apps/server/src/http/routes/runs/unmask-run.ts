import { RunDetail, RunParams } from "@trunkline/api-contract";

import { audit } from "../../../access/index.ts";
import { unmaskRun } from "../../../runs/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";
import { unknownRun } from "./unknown-run.ts";

/** `POST /api/apps/:app/runs/:run/unmask` */
export const unmaskRunRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/runs/:run/unmask",
    {
      config: { guard: "builder", whenArchived: "allowed" },
      schema: {
        operationId: "unmaskRun",
        tags: ["runs"],
        summary: "Read a run with its texts and numbers; the audit says who did",
        params: RunParams,
        response: { 200: RunDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const { run } = request.params;
      const { query } = context.database;
      const id = await context.apps.idOf(request.params.app);
      const entry = { app: id, action: "run.unmasked", subject: run } as const;
      const detail = await unmaskRun(context.database, context.runs, {
        app: id,
        run,
        record: () => audit.record(query, { ...deedOf(request), ...entry }),
      });
      if (detail === null) throw unknownRun();
      return detail;
    },
  );
};
