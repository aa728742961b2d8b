import { setTimeout as pause } from "node:timers/promises";

import { AppDetail, AppNotDeleted, AppParams, DeleteAppQuery } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deedOf } from "../../deed-of.ts";
import { ownReport } from "../../errors.ts";
import { errorAnswers, type Route } from "../route.ts";

/** A deletion that takes longer goes on without whoever asked for it. */
const patienceMs = 20_000;

/** `DELETE /api/apps/:app` */
export const deleteApp: Route = (app, context) => {
  app.delete(
    "/api/apps/:app",
    {
      config: { guard: "owner", whenArchived: "allowed" },
      schema: {
        operationId: "deleteApp",
        tags: ["apps"],
        summary: "Delete an app with everything that it has; 428 says what that is",
        params: AppParams,
        querystring: DeleteAppQuery,
        response: { 202: AppDetail, 204: Type.Null(), 428: AppNotDeleted, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { app: name } = request.params;
      if (request.query.confirm !== name) {
        const losses = await context.apps.losses(name);
        return reply.code(428).send({ error: unconfirmed(name), losses });
      }
      const deletion = context.apps.delete(name, deedOf(request)).then(() => "done" as const);
      const outcome = await Promise.race([
        deletion,
        pause(patienceMs, "late" as const, { ref: false }),
      ]);
      if (outcome === "done") return reply.code(204).send(null);
      deletion.catch(context.runs.onUnexpected);
      return reply.code(202).send(await context.apps.read(name));
    },
  );
};

function unconfirmed(name: string) {
  return ownReport({
    code: "CONFIRMATION_MISSING",
    title: "Nothing was deleted",
    message: `Deleting the app "${name}" cannot be taken back, and was not confirmed.`,
    hint: `Look at what would be lost, and send ?confirm=${name} if that is meant.`,
  });
}
