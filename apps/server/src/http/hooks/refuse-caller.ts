import type { Decision, Identity } from "../../access/index.ts";
import { HookError, keyMissing, keyWrong, ruleRefuses, tooManyWrongKeys } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";

/** Who was not let in. */
interface Refused {
  readonly identity: Identity | null;
  readonly hasKey: boolean;
  readonly address: string;
}

/** What is said to a caller who is not let in: who is somebody is told by which rule. */
export function refuse(
  { wrongKeys }: Pick<HookParts, "wrongKeys">,
  { message, hint }: Decision & { allowed: false },
  { identity, hasKey, address }: Refused,
): HookError {
  if (identity !== null) return new HookError(ruleRefuses(message, hint));
  const headers = { "www-authenticate": 'Basic realm="Trunkline", Bearer' };
  if (!hasKey) return new HookError(keyMissing, { headers });
  const waitMs = wrongKeys.take(address);
  if (waitMs === 0) return new HookError(keyWrong, { headers });
  return new HookError(tooManyWrongKeys, { headers: retryAfter(waitMs) });
}

/** The header that says when to come back. */
export function retryAfter(waitMs: number): { readonly "retry-after": string } {
  return { "retry-after": String(Math.max(1, Math.ceil(waitMs / 1000))) };
}
