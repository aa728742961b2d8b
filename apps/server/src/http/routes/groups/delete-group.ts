import { GroupParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { deleteGroup } from "../../../access/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/apps/:app/groups/:group` */
export const deleteGroupRoute: Route = (app, context) => {
  app.delete(
    "/api/apps/:app/groups/:group",
    {
      config: { guard: "builder" },
      schema: {
        operationId: "deleteGroup",
        tags: ["groups"],
        summary: "Delete a group and its memberships",
        params: GroupParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { app: appName, group } = request.params;
      const address = { app: await context.apps.idOf(appName), name: group };
      await deleteGroup(context.database, address, deedOf(request));
      context.identities.forget();
      return reply.code(204).send(null);
    },
  );
};
