import { KeyParams } from "@trunkline/api-contract";
import { Type } from "typebox";

import { revokeKey } from "../../../access/index.ts";
import type { Id } from "../../../database/index.ts";
import { deedOf } from "../../deed-of.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `DELETE /api/keys/:key` */
export const revokeKeyRoute: Route = (app, context) => {
  app.delete(
    "/api/keys/:key",
    {
      config: { guard: "signed-in" },
      schema: {
        operationId: "revokeKey",
        tags: ["users"],
        summary: "Revoke a key of one's own, or as the owner anybody's; at once on all servers",
        params: KeyParams,
        response: { 204: Type.Null(), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { isOwner, user } = request.identity;
      const key = request.params.key as Id<"ukey">;
      await revokeKey(context.database, key, isOwner ? null : user, deedOf(request));
      context.identities.forget();
      return reply.code(204).send(null);
    },
  );
};
