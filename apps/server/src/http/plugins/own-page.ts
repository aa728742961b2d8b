import type { FastifyRequest } from "fastify";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request changes nothing, so that also another site's page may have a browser send it. */
export function isSafe({ method }: FastifyRequest): boolean {
  return safeMethods.has(method);
}

/**
 * Whether a request comes from a page of this server, or from nobody's page: a cookie is sent along
 * whoever made the browser ask. Browsers say it in `Sec-Fetch-Site`, to servers without TLS and of
 * old in `Origin` alone; without either it is held for foreign.
 *
 * Source: https://www.w3.org/TR/fetch-metadata/
 */
export function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
