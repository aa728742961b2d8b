import type { Role, Rule } from "@trunkline/api-contract";

import type { Id } from "../database/index.ts";

/** How somebody showed who he is. */
export type IdentityKind = "server-key" | "session" | "api-key" | "web-hook-key";

/** Who asks, as every door knows him. */
export interface Identity {
  readonly kind: IdentityKind;
  /** Null for the key of the server itself, which is the owner's and nobody's own. */
  readonly user: Id<"usr"> | null;
  /** For people to read; `owner` for the server's key. */
  readonly name: string;
  /** What attempts, runs and idempotency keys are kept under: `owner`, or `user:` and the id. */
  readonly caller: string;
  readonly isOwner: boolean;
  /** The groups that he is in, by app, each with his role. `All Users` is among them. */
  readonly memberships: ReadonlyMap<Id<"app">, ReadonlyMap<string, Role>>;
}

/** What is to be decided: who may go through a door. */
export type Demand =
  /** Whoever owns the server. */
  | { readonly kind: "owner" }
  /** Any user who is signed in or has an API key. */
  | { readonly kind: "signed-in" }
  /** One user himself; the owner too. */
  | { readonly kind: "self"; readonly user: Id<"usr"> }
  /** Anybody. */
  | { readonly kind: "anybody" }
  /** `Admin` of an app; the owner too. Null stands for an app that is not there: nobody is in it. */
  | { readonly kind: "builder"; readonly app: Id<"app"> | null }
  /** A rule of an app; `Admin` of that app and the owner are always in. */
  | {
      readonly kind: "rule";
      readonly app: Id<"app">;
      readonly rule: Rule;
      /** Such as `the Web Hook "order-update"`. */
      readonly of: string;
    };

/** The decision; a refusal says which rule refused and whom it lets in. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly message: string; readonly hint: string };
