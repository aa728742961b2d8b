import { FlowParams, StartedRun, TestFlow } from "@trunkline/api-contract";

import { AppsError } from "../../../apps/index.ts";
import { startTestRun } from "../../../runs/index.ts";
import { RequestError } from "../../errors.ts";
import { asCaller } from "../../hooks/caller.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/apps/:app/flows/:flow/test` */
export const testFlow: Route = (app, context) => {
  app.post(
    "/api/apps/:app/flows/:flow/test",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "testFlow",
        tags: ["runs"],
        summary: "Start a test run of a flow's draft, to be followed by its events",
        params: FlowParams,
        body: TestFlow,
        response: { 202: StartedRun, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { app: appName, flow } = request.params;
      const form = await context.flowDirectory.draft(appName, flow);
      if (form === null) {
        throw new AppsError("FLOW_UNKNOWN", `There is no flow "${flow}" in this app.`);
      }
      if (form.kind !== "web-hook") {
        throw new RequestError(
          "FLOW_KIND_WRONG",
          "Only a Web Hook can be tested with a request.",
          "Page Flows are tried on their page.",
        );
      }
      const tester = asCaller(request.identity, form.app);
      const { run } = startTestRun(context.runs, form, request.body.request, tester);
      return reply.code(202).send({ run });
    },
  );
};
