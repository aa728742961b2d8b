import type { User } from "@trunkline/api-contract";
import type { FastifyReply, FastifyRequest } from "fastify";

import { type SignedIn, withSecure } from "../../../access/index.ts";

/** Gives a browser the cookie of a session that has begun; the answer tells the user alone. */
export function sendSignedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  started: SignedIn,
): User {
  void reply.header("set-cookie", withSecure(started.cookie, request.protocol === "https"));
  return started.user;
}
