import type { FastifyRequest } from "fastify";

import type { audit } from "../access/index.ts";

/** Who asks and from where, for stores that record what they change. */
export function deedOf(request: Pick<FastifyRequest, "ip">): audit.Deed {
  return { actor: { user: null, name: "owner" }, origin: request.ip };
}
