import type { Role } from "@trunkline/api-contract";

import { makeUser } from "./a-user.ts";
import type { TestServer } from "./test-server.ts";

/** What a test's user is. */
export interface UserParts {
  readonly isOwner?: boolean;
  /** By app, then by group: the role. */
  readonly groups?: Readonly<Record<string, Readonly<Record<string, Role>>>>;
}

/** A user with a key of each kind. */
export interface KeyedUser {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
  readonly webHookKey: string;
}

/** Makes a user, his memberships and a key of each kind. */
export async function makeKeyedUser(
  server: TestServer,
  name: string,
  { isOwner = false, groups = {} }: UserParts = {},
): Promise<KeyedUser> {
  const memberships = Object.entries(groups).flatMap(([app, roles]) =>
    Object.entries(roles).map(([group, role]) => ({ app, group, role })),
  );
  const { id } = await makeUser(server, {
    name,
    isOwner,
    memberships,
    // Nobody signs in as him, and to hash a password takes long.
    password: undefined,
  });
  return {
    id,
    name,
    apiKey: await makeKey(server, id, "api"),
    webHookKey: await makeKey(server, id, "web-hook"),
  };
}

/** Makes a key of a user. */
export async function makeKey(
  server: TestServer,
  user: string,
  kind: "api" | "web-hook",
): Promise<string> {
  const made = await server.api(`/api/users/${user}/keys`, { body: { kind, name: "Test" } });
  if (made.status !== 201) throw new Error(`Making a key answered ${JSON.stringify(made.body)}`);
  return made.body.key;
}
