import type { Role } from "@trunkline/api-contract";

import type { Identity } from "../access/index.ts";
import type { Id } from "../database/index.ts";

/** What a test's identity differs in from a user with an API key who is in no group. */
export interface IdentityParts extends Partial<Omit<Identity, "memberships">> {
  /** His groups by app, each with his role; whoever is in one is in `All Users` too. */
  readonly groups?: Readonly<Record<Id<"app">, Readonly<Record<string, Role>>>>;
}

/** An identity of the user `usr_1`. */
export function anIdentity({ groups = {}, ...parts }: IdentityParts = {}): Identity {
  const memberships = Object.entries(groups).map(
    ([app, roles]) =>
      [
        app as Id<"app">,
        new Map(Object.entries({ "All Users": "Staff Level 1" as const, ...roles })),
      ] as const,
  );
  return {
    kind: "api-key",
    user: "usr_1",
    name: "Ada",
    caller: "user:usr_1",
    isOwner: false,
    ...parts,
    memberships: new Map(memberships),
  };
}
