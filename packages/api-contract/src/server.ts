import { Type } from "typebox";

import { Instant } from "./primitives.ts";

/** What `GET /healthz` and `GET /readyz` answer. */
export const Health = Type.Object({ status: Type.String() });

/** What `GET /api/status` tells the owner. */
export const ServerStatus = Type.Object({
  version: Type.String(),
  now: Instant,
  database: Type.Object({
    kind: Type.Union([Type.Literal("embedded"), Type.Literal("external")]),
    version: Type.String(),
    migration: Type.Integer({ description: "Number of the newest migration that has run." }),
    clockSkewMs: Type.Number({ description: "The database's clock less the server's." }),
  }),
  vault: Type.Object({
    masterKeyId: Type.String(),
    source: Type.Union([Type.Literal("environment"), Type.Literal("file")]),
    waitingForRotation: Type.Integer({
      description: "Data keys that are still under an older master key.",
    }),
  }),
});
export type ServerStatus = Type.Static<typeof ServerStatus>;

/** What `POST /api/vault/rotate` did. */
export const VaultRotation = Type.Object({
  masterKeyId: Type.String(),
  rewrapped: Type.Integer(),
  notice: Type.String({ description: "What to do with the older master keys." }),
});
export type VaultRotation = Type.Static<typeof VaultRotation>;
