import type { FastifyInstance } from "fastify";

import type { OwnerKey } from "../../access/index.ts";
import { RequestError } from "../errors.ts";

/** Who asks, as attempts name callers: so far there is only the owner. */
export const ownerCaller = "owner";

/** Lets only requests with the owner's API key through to the routes of this scope. */
export function requireOwner(app: FastifyInstance, ownerKey: OwnerKey): void {
  app.addHook("onRequest", async (request) => {
    const header = request.headers.authorization;
    const key = header === undefined ? null : /^Bearer (\S+)$/iu.exec(header)?.[1];
    if (key === null || key === undefined) {
      throw new RequestError(
        "KEY_MISSING",
        "The request has no API key.",
        "Send the header Authorization: Bearer <key>.",
      );
    }
    if (!ownerKey.matches(key)) {
      throw new RequestError(
        "KEY_WRONG",
        "The API key is not the one of this server.",
        "The owner's key is in the file that the server named when it started.",
      );
    }
  });
}
