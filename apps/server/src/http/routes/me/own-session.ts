import type { FastifyRequest } from "fastify";

import type { OpenSession } from "../../../access/index.ts";
import type { Context } from "../../../context.ts";

/** The session that a request came in; null where it came with a key, or with nothing. */
export async function ownSession(
  context: Context,
  request: FastifyRequest,
): Promise<OpenSession | null> {
  if (request.identityOrNull?.kind !== "session") return null;
  return context.sessions.find(request.headers.cookie);
}
