import { Me } from "@trunkline/api-contract";

import { describeMe } from "../../../access/index.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/me` */
export const readMe: Route = (app, context) => {
  app.get(
    "/api/me",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "readMe",
        tags: ["me"],
        summary: "Tell who asks, and what groups he is in",
        response: { 200: Me, ...errorAnswers },
      },
    },
    async (request) => describeMe(context.database.query, request.identity),
  );
};
