import type { Session } from "@trunkline/api-contract";

import { announceChange, type Database, type Id } from "../../database/index.ts";
import { type Deed, record } from "../audit/index.ts";
import type { Identity } from "../identity.ts";
import type { Auth, FoundSession } from "./auth.ts";
import { UsersError } from "./errors.ts";
import { identityOfUser } from "./identity-of-user.ts";
import { readCookie } from "./session-cookie.ts";
import { findUser } from "./user-rows.ts";

/** A session and who he is that it stands for. */
export interface OpenSession extends FoundSession {
  readonly identity: Identity;
}

/** The sessions of users, by the cookies that stand for them. */
export interface Sessions {
  /** The session of a request's `Cookie` header; null without one that is good. */
  find(cookieHeader: string | undefined): Promise<OpenSession | null>;
  /** The sessions of a user that have not ended, newest first. @throws UsersError `USER_UNKNOWN`. */
  list(user: string, current: Id<"ses"> | null): Promise<Session[]>;
  /**
   * Ends a session of a user; null stands for the server's key, which has none.
   *
   * @throws UsersError `SESSION_UNKNOWN`.
   */
  end(user: string | null, session: string, deed: Deed): Promise<void>;
  /** Forgets what it keeps: something has changed. */
  forget(): void;
}

const keptForMs = 5000;
const maxKept = 10_000;

interface Kept {
  readonly found: OpenSession;
  readonly until: number;
}

/**
 * Opens the sessions.
 *
 * @param mayKeep False while changes made by other servers may go unheard: then nothing is kept.
 */
export function openSessions(
  database: Database,
  auth: () => Promise<Auth>,
  mayKeep: () => boolean,
): Sessions {
  const kept = new Map<string, Kept>();
  let generation = 0;
  const forget = () => {
    generation += 1;
    kept.clear();
  };
  return {
    async find(cookieHeader) {
      const cookie = readCookie(cookieHeader);
      if (cookie === null) return null;
      const known = mayKeep() ? kept.get(cookie) : undefined;
      if (known !== undefined && known.until > Date.now()) return known.found;
      const readIn = generation;
      const found = await read(database, await auth(), cookie);
      // A change that came while reading may not be in what was read.
      if (found !== null && readIn === generation && mayKeep()) {
        if (kept.size >= maxKept) kept.clear();
        const until = Math.min(Date.now() + keptForMs, found.expiresAt.getTime());
        kept.set(cookie, { found, until });
      }
      return found;
    },
    list: (user, current) => list(database, user, current),
    async end(user, session, deed) {
      await end(database, user, session, deed);
      forget();
    },
    forget,
  };
}

async function read(database: Database, auth: Auth, cookie: string): Promise<OpenSession | null> {
  const found = await auth.find(cookie);
  if (found === null) return null;
  const identity = await identityOfUser(database.query, found.user, "session");
  return identity === null ? null : { ...found, identity };
}

async function list(
  database: Database,
  user: string,
  current: Id<"ses"> | null,
): Promise<Session[]> {
  const { id } = await findUser(database.query, user);
  const rows = await database.query
    .selectFrom("sessions")
    .select(["id", "ip_address", "user_agent", "created_at", "expires_at"])
    .where("user_id", "=", id)
    .where("expires_at", ">", new Date())
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === current,
    address: row.ip_address === "" ? null : row.ip_address,
    userAgent: row.user_agent === "" ? null : row.user_agent,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }));
}

async function end(
  database: Database,
  user: string | null,
  session: string,
  deed: Deed,
): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    const ended = await transaction
      .deleteFrom("sessions")
      .where("id", "=", session)
      .where("user_id", "=", user as Id<"usr">)
      .returning("id")
      .executeTakeFirst();
    if (ended === undefined) {
      throw new UsersError("SESSION_UNKNOWN", "There is no such session of this user.");
    }
    await record(transaction, { ...deed, app: null, action: "session.ended", subject: ended.id });
    await announceChange(transaction);
  });
}
