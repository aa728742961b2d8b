import { FlowCheck, FlowDocument, FlowParams } from "@trunkline/api-contract";

import { errorAnswers, type Route } from "../route.ts";
import { flowMaxBytes } from "./body-text.ts";

/** `POST /api/apps/:app/flows/:flow/check` */
export const checkFlow: Route = (app, context) => {
  app.post(
    "/api/apps/:app/flows/:flow/check",
    {
      bodyLimit: flowMaxBytes,
      // A missing body is right here; any other fault of it is told below.
      attachValidation: true,
      config: { guard: "builder", whenArchived: "allowed" },
      schema: {
        operationId: "checkFlow",
        tags: ["flows"],
        summary: "Find every problem of a flow: of the one in the body, else of the draft",
        params: FlowParams,
        body: FlowDocument,
        response: { 200: FlowCheck, ...errorAnswers },
      },
    },
    async (request) => {
      const { params } = request;
      const body = request.body as FlowDocument | null | undefined;
      const document = body ?? null;
      const fault = request.validationError;
      if (fault !== undefined && (document !== null || fault.validationContext !== "body")) {
        throw fault;
      }
      const address = { app: await context.apps.idOf(params.app), name: params.flow };
      return { problems: await context.flows.check(address, document) };
    },
  );
};
