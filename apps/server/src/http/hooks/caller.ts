import type { HookSettings } from "@trunkline/api-contract";
import type { HookRequest } from "@trunkline/flow/run";

import type { OwnerKey } from "../../access/index.ts";
import { HookError, keyMissing, keyWrong } from "./errors.ts";

/** Who calls a hook. */
export interface Caller {
  /** What attempts, runs and idempotency keys are kept under. */
  readonly name: string;
  /** What the flow's Request Caller block gives; null for a caller that nobody knows. */
  readonly shown: HookRequest["caller"];
}

const owner: Caller = { name: "owner", shown: { name: "owner" } };
const anybody: Caller = { name: "public", shown: null };

/**
 * Says who calls: the one place that knows. So far there is the owner, by the server's API key; a
 * hook that is open to the public takes everybody else as one caller without a name, also those
 * whose key opens nothing here, as it may be meant for a flow that looks at it itself.
 *
 * @throws HookError `KEY_MISSING`, `KEY_WRONG` where the hook asks for a key.
 */
export function callerOf(
  ownerKey: OwnerKey,
  authorization: string | undefined,
  access: HookSettings["access"],
): Caller {
  const key = authorization === undefined ? null : keyIn(authorization);
  if (key !== null && ownerKey.matches(key)) return owner;
  if (access === "public") return anybody;
  const report = key === null ? keyMissing : keyWrong;
  throw new HookError(report, {
    headers: { "www-authenticate": 'Basic realm="Trunkline", Bearer' },
  });
}

/** The key of a Bearer header, or the password of a Basic one; null where there is neither. */
function keyIn(authorization: string): string | null {
  const { scheme, rest } =
    /^(?<scheme>Bearer|Basic) +(?<rest>\S+)$/iu.exec(authorization)?.groups ?? {};
  if (scheme === undefined || rest === undefined) return null;
  if (scheme.toLowerCase() === "bearer") return rest;
  const text = Buffer.from(rest, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 || colon === text.length - 1 ? null : text.slice(colon + 1);
}
