import { FlowVersionDocument, FlowVersionParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { versionText } from "./flow-texts.ts";
import { sendText } from "./send-text.ts";

/** `GET /api/apps/:app/flows/:flow/versions/:version` */
export const readFlowVersion: Route = (app, context) => {
  app.get(
    "/api/apps/:app/flows/:flow/versions/:version",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readFlowVersion",
        tags: ["flows"],
        summary: "Read a kept version of a flow",
        params: FlowVersionParams,
        response: { 200: FlowVersionDocument, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { app: appName, flow } = request.params;
      const version = Number(request.params.version);
      const address = { app: await context.apps.idOf(appName), name: flow };
      const { text, savedAt } = await context.flows.readVersion(address, version);
      return sendText(reply, versionText(text, version, savedAt), version);
    },
  );
};
