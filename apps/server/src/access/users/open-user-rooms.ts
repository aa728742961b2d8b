import type { Database } from "../../database/index.ts";
import { openGuessLimits } from "./guess-limits.ts";
import { lazyAuth } from "./lazy-auth.ts";
import { openOwnerLinks, type OwnerLinks } from "./owner-link.ts";
import type { SessionKeys } from "./session-keys.ts";
import { openSessions, type Sessions } from "./sessions.ts";
import type { SignInParts } from "./sign-in.ts";
import { openUsers, type Users } from "./users.ts";

/** What users are kept in, and how they sign in. */
export interface UserRooms {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignInParts;
  readonly ownerLinks: OwnerLinks;
}

/** What the rooms of users stand on. */
export interface UserGround {
  readonly database: Database;
  readonly dataKeys: SessionKeys;
  readonly dataDir: string;
  /** False while changes made by other servers may go unheard. */
  readonly mayKeep: () => boolean;
  /** Called after every change of a user, for what else is kept of him. */
  readonly onChange: () => void;
}

/** Opens them; nothing is read and better-auth not loaded before somebody comes. */
export function openUserRooms(ground: UserGround): UserRooms {
  const { database, dataKeys, dataDir, mayKeep } = ground;
  const auth = lazyAuth(database, dataKeys);
  const sessions = openSessions(database, auth, mayKeep);
  const signIns = { database, auth, limits: openGuessLimits() };
  const onChange = () => {
    sessions.forget();
    ground.onChange();
  };
  return {
    users: openUsers(database, auth, onChange),
    sessions,
    signIns,
    ownerLinks: openOwnerLinks(signIns, dataDir, onChange),
  };
}
