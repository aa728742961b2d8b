import {
  Flow,
  VersionConflict,
  FlowDocument,
  FlowParams,
  SaveFlowHeaders,
} from "@trunkline/api-contract";

import { conflictAnswer, documentNamed } from "../../conflict-answer.ts";
import { deedOf } from "../../deed-of.ts";
import { readIfMatch } from "../../version-header.ts";
import { errorAnswers, type Route } from "../route.ts";
import { flowMaxBytes, textOf } from "./body-text.ts";
import { flowText } from "./flow-texts.ts";
import { sendText } from "./send-text.ts";

/** `PUT /api/apps/:app/flows/:flow` */
export const saveFlow: Route = (app, context) => {
  app.put(
    "/api/apps/:app/flows/:flow",
    {
      bodyLimit: flowMaxBytes,
      config: { guard: "builder" },
      schema: {
        operationId: "saveFlow",
        tags: ["flows"],
        summary: "Save a flow's draft; the live form stays what it is",
        description:
          "Without If-Match it makes a flow and changes none (428 when there is one). To change a " +
          "flow, name the version that the change was made from: any other than the draft's is " +
          "412. Both answers tell the versions. A flow with problems is saved all the same; a " +
          "workspace that is none, or is too large, is not.",
        params: FlowParams,
        headers: SaveFlowHeaders,
        body: FlowDocument,
        response: {
          200: Flow,
          201: Flow,
          412: VersionConflict,
          428: VersionConflict,
          ...errorAnswers,
        },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const address = { app: await context.apps.idOf(params.app), name: params.flow };
      const given = { document: body, text: textOf(body) };
      const outcome = await context.flows.save(address, given, {
        match: readIfMatch(request.headers),
        deed: deedOf(request),
      });
      if (outcome.kind === "conflict") {
        const { status, body: answer } = conflictAnswer(
          documentNamed("flow", params.flow),
          outcome,
        );
        return reply.code(status).send(answer);
      }
      context.flowDirectory.forget();
      void reply.code(outcome.isNew ? 201 : 200);
      return sendText(reply, flowText(outcome.flow), outcome.flow.row.version);
    },
  );
};
