import { VaultRotation } from "@trunkline/api-contract";

import { rotateMasterKey } from "../../../connections/index.ts";
import { errorAnswers, type Route } from "../route.ts";

/** `POST /api/vault/rotate` */
export const rotateMasterKeyRoute: Route = (app, context) => {
  app.post(
    "/api/vault/rotate",
    {
      config: { guard: "owner" },
      schema: {
        operationId: "rotateMasterKey",
        tags: ["server"],
        summary: "Bring everything under a new master key, or finish an interrupted rotation",
        response: { 200: VaultRotation, ...errorAnswers },
      },
    },
    async () => rotateMasterKey(context.database, context.masterKeys, context.dataKeys),
  );
};
