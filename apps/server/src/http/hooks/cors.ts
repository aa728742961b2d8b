import type { HookSettings } from "@trunkline/api-contract";

/** Headers that tell a browser what a page of another origin may do. */
export type CorsHeaders = Readonly<Record<string, string>>;

const none: CorsHeaders = {};
const varying: CorsHeaders = { vary: "Origin" };
const shownHeaders = "Trunkline-Run, Retry-After, Idempotent-Replayed";
const allowedHeaders = "Authorization, Content-Type, Idempotency-Key";
const preflightSeconds = "600";

/** The headers of every answer of a hook; refusals have them too, so that a page can read why. */
export function corsHeaders(settings: HookSettings, origin: string | undefined): CorsHeaders {
  if (settings.cors === null) return none;
  if (origin === undefined || !settings.cors.origins.includes(origin)) return varying;
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": shownHeaders,
  };
}

/** The headers that answer a preflight besides those of every answer. */
export function preflightHeaders(settings: HookSettings): CorsHeaders {
  const { signature } = settings;
  const signed = signature === null ? [] : [signature.header, signature.timestampHeader];
  return {
    "access-control-allow-methods": settings.method,
    "access-control-allow-headers": [allowedHeaders, ...signed].join(", "),
    "access-control-max-age": preflightSeconds,
  };
}

/** Whether a request only asks what a page of that origin may do. */
export function isPreflight(
  settings: HookSettings,
  method: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  if (settings.cors === null || method !== "OPTIONS") return false;
  return headers["origin"] !== undefined && headers["access-control-request-method"] !== undefined;
}
