import { isIP } from "node:net";

import type { FastifyInstance, FastifyRequest } from "fastify";

/**
 * Keeps other web sites away from the controls: a browser that runs on this machine would carry their requests,
 * under their own host name (DNS rebinding) or with their origin.
 */
export function guardControls(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const reason = reasonToRefuse(request);
    if (reason !== null) await reply.code(403).send({ error: { field: null, message: reason } });
  });
}

/** Whether the request comes from this machine itself. */
export function isFromLoopback(request: FastifyRequest): boolean {
  const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}

function reasonToRefuse(request: FastifyRequest): string | null {
  const { host, origin, "sec-fetch-site": site } = request.headers;
  if (host === undefined || !isLocalHost(host)) {
    return "Controls are reached by an IP address or by localhost, not by another host name.";
  }
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || site === "cross-site" || site === "same-site") {
    return "Controls are not open to other web pages.";
  }
  return null;
}

function isLocalHost(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
  return isIP(name) !== 0 || name === "localhost" || name.endsWith(".localhost");
}
