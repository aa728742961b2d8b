import type { HookRequest } from "@trunkline/flow/run";

import { groupsOf, type Identity } from "../../access/index.ts";
import type { Id } from "../../database/index.ts";

/** Who calls a hook. */
export interface Caller {
  /** Null for a caller that nobody knows. */
  readonly identity: Identity | null;
  /** What attempts, runs and idempotency keys are kept under. */
  readonly name: string;
  /** What the flow's Request Caller block gives. */
  readonly shown: HookRequest["caller"];
}

const anybody: Caller = { identity: null, name: "public", shown: null };

/** Somebody as the caller of a hook of an app. */
export function asCaller(identity: Identity | null, app: Id<"app">): Caller {
  if (identity === null) return anybody;
  const shown = { name: identity.name, groups: [...groupsOf(identity, app)] };
  return { identity, name: identity.caller, shown };
}

/** The key of a Bearer header, or the password of a Basic one; null where there is neither. */
export function keyIn(authorization: string | undefined): string | null {
  const { scheme, rest } =
    /^(?<scheme>Bearer|Basic) +(?<rest>\S+)$/iu.exec(authorization ?? "")?.groups ?? {};
  if (scheme === undefined || rest === undefined) return null;
  if (scheme.toLowerCase() === "bearer") return rest;
  const text = Buffer.from(rest, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 || colon === text.length - 1 ? null : text.slice(colon + 1);
}
