import type { FastifyRequest } from "fastify";

import { decide, findAppId, type Identity } from "../../access/index.ts";
import { isFromOwnPage } from "../plugins/own-page.ts";
import { keyIn } from "./caller.ts";
import type { HookParts } from "./hook-parts.ts";
import { refuse } from "./refuse-caller.ts";

/**
 * Says which builder calls a draft: by an API key, or from a page of this server by his session.
 * Everybody else is refused alike, whether there is such a draft or not.
 *
 * @throws HookError `KEY_MISSING`, `KEY_WRONG`, `ACCESS_REFUSED`, `RATE_LIMITED`.
 */
export async function checkBuilder(
  parts: HookParts,
  request: FastifyRequest,
  appName: string,
): Promise<Identity> {
  const key = keyIn(request.headers.authorization);
  const identity = await whoAsks(parts, request, key);
  // The owner is told by the draft itself that there is no such app.
  const isOther = identity !== null && !identity.isOwner;
  const app = isOther ? await findAppId(parts.database, appName) : null;
  const decision = decide(identity, { kind: "builder", app });
  if (!decision.allowed) {
    throw refuse(parts, decision, { identity, hasKey: key !== null, address: request.ip });
  }
  if (identity === null) throw new Error("Nobody was taken for a builder.");
  return identity;
}

async function whoAsks(
  { identities }: HookParts,
  request: FastifyRequest,
  key: string | null,
): Promise<Identity | null> {
  if (key !== null) return identities.byKey(key);
  const { cookie } = request.headers;
  // A draft acts by whatever method, so a session counts for pages of this server alone.
  return cookie === undefined || !isFromOwnPage(request) ? null : identities.bySession(cookie);
}
