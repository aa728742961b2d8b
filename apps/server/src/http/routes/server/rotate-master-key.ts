import { VaultRotation } from "@trunkline/api-contract";

import { audit } from "../../../access/index.ts";
import { rotateMasterKey } from "../../../connections/index.ts";
import { deedOf } from "../../deed-of.ts";
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
    async (request) => {
      const { database, masterKeys, dataKeys } = context;
      const rotation = await rotateMasterKey(database, masterKeys, dataKeys);
      await audit.record(database.query, {
        ...deedOf(request),
        app: null,
        action: "vault.rotated",
        subject: rotation.masterKeyId,
        details: { rewrapped: rotation.rewrapped },
      });
      return rotation;
    },
  );
};
