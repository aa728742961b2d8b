import type { FastifyRequest } from "fastify";

import type { Client } from "../../../access/index.ts";

const userAgentMaxChars = 300;

/** Where a request comes from, as its session will tell. */
export function clientOf(request: Pick<FastifyRequest, "ip" | "headers">): Client {
  const userAgent = request.headers["user-agent"]?.slice(0, userAgentMaxChars) ?? null;
  return { address: request.ip, userAgent };
}
