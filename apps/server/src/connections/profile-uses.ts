import type { Database, Id } from "../database/index.ts";
import { ConnectionsError } from "./errors.ts";

type Query = Database["query"];

const namedMax = 5;

/**
 * The number of an app's live release, 0 for none: nobody makes another one live until the
 * transaction ends. Taken before any row of the app's is locked.
 */
export async function holdLiveRelease(transaction: Query, app: Id<"app">): Promise<number> {
  const row = await transaction
    .selectFrom("apps")
    .select("live_release")
    .where("id", "=", app)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return row.live_release ?? 0;
}

/**
 * Refuses to go on where a profile is in use, by the draft or by what is live.
 *
 * @throws ConnectionsError `PROFILE_IN_USE`, which names where.
 */
export async function refuseInUse(
  transaction: Query,
  { app, live }: { readonly app: Id<"app">; readonly live: number },
  profile: string,
): Promise<void> {
  const drafts = await inDraft(transaction, app, profile);
  const released = await inRelease(transaction, app, profile, live);
  if (drafts.length + released.length === 0) return;
  const places = [
    ...(drafts.length === 0 ? [] : [`by ${connections(drafts)} of the draft`]),
    ...(released.length === 0 ? [] : [`by ${connections(released)} of the live release`]),
  ];
  throw new ConnectionsError(
    "PROFILE_IN_USE",
    `The profile "${profile}" is used ${places.join(" and ")}.`,
    "Give those connections another profile, or delete them first, and publish the app.",
  );
}

async function inDraft(query: Query, app: Id<"app">, profile: string): Promise<string[]> {
  const rows = await query
    .selectFrom("connections")
    .innerJoin("profiles", "profiles.id", "connections.profile_id")
    .select("connections.name as name")
    .where("connections.app_id", "=", app)
    .where("profiles.name", "=", profile)
    .where("connections.deleted_at", "is", null)
    .orderBy("connections.name")
    .execute();
  return rows.map(({ name }) => name);
}

async function inRelease(
  query: Query,
  app: Id<"app">,
  profile: string,
  number: number,
): Promise<string[]> {
  const rows = await query
    .selectFrom("release_connections")
    .select("name")
    .where("app_id", "=", app)
    .where("number", "=", number)
    .where("profile_name", "=", profile)
    .orderBy("name")
    .execute();
  return rows.map(({ name }) => name);
}

function connections(names: readonly string[]): string {
  const quoted = names.slice(0, namedMax).map((name) => `"${name}"`);
  const more = names.length > namedMax ? [`${names.length - namedMax} more`] : [];
  return `the connection${names.length === 1 ? "" : "s"} ${[...quoted, ...more].join(", ")}`;
}
