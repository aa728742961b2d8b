import { betterAuth, type BetterAuthOptions } from "better-auth";

import type { Database, Id } from "../../database/index.ts";
import { cookieName } from "./session-cookie.ts";

/** Where somebody signs in from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string | null;
}

/** A session as better-auth knows it, and its user. */
export interface FoundSession {
  readonly id: Id<"ses">;
  readonly user: Id<"usr">;
  readonly expiresAt: Date;
}

/** A session that has begun. */
export interface StartedSession {
  readonly user: Id<"usr">;
  /** What its row is known by; it goes nowhere else. */
  readonly token: string;
  /** A `Set-Cookie` header's value. */
  readonly cookie: string;
}

/** What better-auth does for us: passwords, sessions and the cookies that stand for them. */
export interface Auth {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /**
   * Starts a session. Null for a wrong e-mail address or password, or a user who may not sign in: all
   * cost one hash.
   */
  signIn(email: string, password: string, client: Client): Promise<StartedSession | null>;
  /** The session of a cookie; null for none that is good. */
  find(cookie: string): Promise<FoundSession | null>;
}

/** For how long somebody stays signed in. */
const sessionSeconds = 14 * 24 * 60 * 60;
const addressHeader = "x-trunkline-address";

/** What better-auth stands on. Nothing of ours is imported here: this file is a bundle of its own. */
export interface AuthGround {
  readonly database: Database;
  /** Signs cookies. */
  readonly secret: string;
  readonly newId: (kind: "ses" | "usr") => string;
}

/**
 * Sets better-auth up on our tables. It is loaded with this file, which is why this file is loaded
 * when somebody first signs in and not before.
 */
export async function openAuth(ground: AuthGround): Promise<Auth> {
  const auth = betterAuth(authOptions(ground));
  const { password } = await auth.$context;
  return {
    hash: (text) => password.hash(text),
    verify: (hash, text) => password.verify({ hash, password: text }),
    signIn: (email, text, client) => signIn(auth, email, text, client),
    find: (cookie) => find(auth, cookie),
  };
}

type BetterAuth = ReturnType<typeof betterAuth<ReturnType<typeof authOptions>>>;

/** How better-auth is to work: on our tables, with our ids, and with nothing of the environment. */
export function authOptions({ database, secret, newId }: AuthGround) {
  const times = { createdAt: "created_at", updatedAt: "updated_at" };
  return {
    appName: "Trunkline",
    // Nothing of it is reached by an address, and links of its own are never made.
    baseURL: "http://trunkline.invalid",
    // Given as a list, so that no variable of the environment takes its place.
    secrets: [{ version: 1, value: secret }],
    database: { db: database.query, type: "postgres" },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 128 },
    user: { modelName: "users", fields: { emailVerified: "email_verified", ...times } },
    session: {
      modelName: "sessions",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        ...times,
      },
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    account: {
      modelName: "accounts",
      fields: {
        userId: "user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        ...times,
      },
    },
    verification: { modelName: "verifications", fields: { expiresAt: "expires_at", ...times } },
    advanced: {
      cookiePrefix: "trunkline",
      useSecureCookies: false,
      database: {
        generateId: ({ model }) => newId(model === "session" ? "ses" : "usr"),
        // The migrations are ours; a test compares them with what is wanted here.
        validateSchema: false,
      },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }: { userId: string }) => mayStart(database, userId) },
      },
    },
  } satisfies BetterAuthOptions;
}

/** Looked at only here, so that a disabled user costs a guesser what a wrong password does. */
async function mayStart(database: Database, user: string): Promise<boolean> {
  const row = await database.query
    .selectFrom("users")
    .select("id")
    .where("id", "=", user as Id<"usr">)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

async function signIn(
  auth: BetterAuth,
  email: string,
  password: string,
  client: Client,
): Promise<StartedSession | null> {
  const headers = new Headers({ [addressHeader]: client.address });
  if (client.userAgent !== null) headers.set("user-agent", client.userAgent);
  try {
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers,
      returnHeaders: true,
    });
    const cookies = answer.headers.getSetCookie();
    const cookie = cookies.find((one) => one.startsWith(`${cookieName}=`));
    if (cookie === undefined) throw new Error("better-auth started a session without a cookie.");
    const { user, token } = answer.response;
    return { user: user.id as Id<"usr">, token, cookie };
  } catch (error) {
    if (isRefusal(error)) return null;
    throw causeOf(error);
  }
}

async function find(auth: BetterAuth, cookie: string): Promise<FoundSession | null> {
  try {
    const headers = new Headers({ cookie: `${cookieName}=${cookie}` });
    const found = await auth.api.getSession({ headers });
    if (found === null) return null;
    return {
      id: found.session.id as Id<"ses">,
      user: found.user.id as Id<"usr">,
      expiresAt: found.session.expiresAt,
    };
  } catch (error) {
    throw causeOf(error);
  }
}

/** better-auth refuses with errors that bear a status. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("statusCode" in error)) return false;
  return Number(error.statusCode) < 500;
}

/** What is behind a failure of better-auth's, such as a database that is away. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error;
}
