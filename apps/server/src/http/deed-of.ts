import type { FastifyRequest } from "fastify";

import type { audit } from "../access/index.ts";

/** Who asks and from where, for stores that record what they change. */
export function deedOf({ identity, ip }: Pick<FastifyRequest, "identity" | "ip">): audit.Deed {
  return { actor: identity, origin: ip };
}
