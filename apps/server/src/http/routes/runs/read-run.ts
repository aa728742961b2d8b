import { RunDetail, RunParams } from "@trunkline/api-contract";

import { findRun, mask, showRun } from "../../../runs/index.ts";
import { errorAnswers, type Route } from "../route.ts";
import { unknownRun } from "./unknown-run.ts";

/** `GET /api/apps/:app/runs/:run` */
export const readRun: Route = (app, context) => {
  app.get(
    "/api/apps/:app/runs/:run",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readRun",
        tags: ["runs"],
        summary: "Read a run step by step, its texts and numbers masked",
        params: RunParams,
        response: { 200: RunDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const appId = await context.apps.idOf(request.params.app);
      const found = await findRun(context.runs, appId, request.params.run);
      if (found === null) throw unknownRun();
      return showRun(context.database.pool, appId, found, mask);
    },
  );
};
