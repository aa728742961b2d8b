import { RunDetail, RunParams } from "@trunkline/api-contract";

import { unmaskRun } from "../../../runs/index.ts";
import { ownerCaller } from "../../plugins/require-owner.ts";
import { errorAnswers, type Route } from "../route.ts";
import { unknownRun } from "./unknown-run.ts";

/** `POST /api/apps/:app/runs/:run/unmask` */
export const unmaskRunRoute: Route = (app, context) => {
  app.post(
    "/api/apps/:app/runs/:run/unmask",
    {
      schema: {
        operationId: "unmaskRun",
        tags: ["runs"],
        summary: "Read a run with its texts and numbers; the audit says who did",
        params: RunParams,
        response: { 200: RunDetail, ...errorAnswers },
      },
    },
    async (request) => {
      const detail = await unmaskRun(context.database, context.runs, {
        app: await context.apps.idOf(request.params.app),
        run: request.params.run,
        actor: ownerCaller,
        origin: request.ip,
      });
      if (detail === null) throw unknownRun();
      return detail;
    },
  );
};
