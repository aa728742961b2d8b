import type { FastifyRequest } from "fastify";

import type { Identities, Identity } from "../../access/index.ts";
import { RequestError } from "../errors.ts";
import { isFromOwnPage, isSafe } from "./own-page.ts";
import { refuseKey, type WrongKeys } from "./wrong-keys.ts";

declare module "fastify" {
  interface FastifyRequest {
    /**
     * Who asks, where the route's guard lets in only those who are somebody.
     *
     * @throws Error where the guard lets anybody in: see `identityOrNull`.
     */
    readonly identity: Identity;
    /** Who asks; null for nobody. */
    identityOrNull: Identity | null;
  }
}

/** What finding out who asks works with. */
export interface IdentifyParts {
  readonly identities: Identities;
  readonly wrongKeys: WrongKeys;
}

/** Who asks. */
export interface Asker {
  readonly identity: Identity | null;
  /** What is answered where it has to be somebody and is nobody. */
  refusal(): RequestError;
}

/**
 * Says who asks: by `Authorization: Bearer <key>`, else by the cookie of a session. A session counts
 * only for what a page of this server asks, unless the request changes nothing.
 */
export async function identify(parts: IdentifyParts, request: FastifyRequest): Promise<Asker> {
  const { authorization, cookie } = request.headers;
  const key = authorization === undefined ? undefined : bearerOf(authorization);
  if (key !== undefined) {
    const identity = await parts.identities.byKey(key);
    return { identity, refusal: () => refuseKey(parts.wrongKeys, request.ip) };
  }
  const identity = cookie === undefined ? null : await parts.identities.bySession(cookie);
  if (identity === null || isSafe(request) || isFromOwnPage(request)) {
    return { identity, refusal: keyMissing };
  }
  return { identity: null, refusal: foreignPage };
}

/** The key of a Bearer header; undefined where it is none. */
export function bearerOf(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/iu.exec(authorization)?.[1];
}

function keyMissing(): RequestError {
  return new RequestError(
    "KEY_MISSING",
    "The request has neither an API key nor a session.",
    "Send the header Authorization: Bearer <key>, or sign in.",
  );
}

function foreignPage(): RequestError {
  return new RequestError(
    "ORIGIN_NOT_ALLOWED",
    "Only pages of this server may change something in the session of who is signed in.",
    "Programs send a key: Authorization: Bearer <key>. Behind a proxy, the header Host has to be the one that the browser knows.",
  );
}
