import { Flow, FlowParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { flowText } from "./flow-texts.ts";
import { sendText } from "./send-text.ts";

/** `GET /api/apps/:app/flows/:flow` */
export const readFlow: Route = (app, context) => {
  app.get(
    "/api/apps/:app/flows/:flow",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readFlow",
        tags: ["flows"],
        summary: "Read a flow's draft; its version is also the ETag",
        params: FlowParams,
        response: { 200: Flow, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const appId = await context.apps.idOf(request.params.app);
      const flow = await context.flows.read({ app: appId, name: request.params.flow });
      return sendText(reply, flowText(flow), flow.row.version);
    },
  );
};
