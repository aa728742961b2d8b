import { Attempt, AttemptParams } from "@trunkline/api-contract";

import { listAttempts } from "../../../commands/index.ts";
import { RequestError } from "../../errors.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `GET /api/apps/:app/attempts/:attempt` */
export const readAttempt: Route = (app, context) => {
  app.get(
    "/api/apps/:app/attempts/:attempt",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "readAttempt",
        tags: ["attempts"],
        summary: "Read an attempt, without its contents",
        params: AttemptParams,
        response: { 200: Attempt, ...errorAnswers },
      },
    },
    async (request) => {
      const [attempt] = await listAttempts(context.database.pool, context.overdueAfterMs, {
        app: await context.apps.idOf(request.params.app),
        state: null,
        connection: null,
        id: request.params.attempt,
        before: null,
        size: 1,
      });
      if (attempt !== undefined) return attempt;
      throw new RequestError("ATTEMPT_UNKNOWN", "There is no such attempt in this app.");
    },
  );
};
