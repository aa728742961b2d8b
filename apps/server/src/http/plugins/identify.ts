import type { FastifyRequest } from "fastify";

import type { Identities, Identity } from "../../access/index.ts";
import { RequestError } from "../errors.ts";

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

/** Who asks, and what is said where it has to be somebody and is not. */
export interface Asker {
  readonly identity: Identity | null;
  readonly refusal: RequestError;
}

/** Says who asks by the header `Authorization: Bearer <key>`. */
export async function identify(identities: Identities, request: FastifyRequest): Promise<Asker> {
  const header = request.headers.authorization;
  const key = header === undefined ? undefined : /^Bearer (\S+)$/iu.exec(header)?.[1];
  if (key === undefined) return { identity: null, refusal: keyMissing() };
  return { identity: await identities.byKey(key), refusal: keyWrong() };
}

function keyMissing(): RequestError {
  return new RequestError(
    "KEY_MISSING",
    "The request has no API key.",
    "Send the header Authorization: Bearer <key>.",
  );
}

function keyWrong(): RequestError {
  return new RequestError(
    "KEY_WRONG",
    "The API key opens nothing here.",
    "The owner's key is in the file that the server named when it started.",
  );
}
