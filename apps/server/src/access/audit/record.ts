import type { AuditAction } from "@trunkline/api-contract";
import type { Kysely } from "kysely";
import { sql } from "kysely";

import { type Id, newId, type Tables } from "../../database/index.ts";
import type { Identity } from "../identity.ts";

/** Who does something, and from where. Stores get it with everything that they are to change. */
export interface Deed {
  readonly actor: Pick<Identity, "user" | "name">;
  /** The address that the request came from; null where there was none. */
  readonly origin: string | null;
}

/** What the audit log is told. It never holds a secret, a number, an e-mail or a text. */
export interface NewAuditEntry extends Deed {
  /** Null for what concerns the whole server. */
  readonly app: Id<"app"> | null;
  readonly action: AuditAction;
  /** What it was done to: a name, or an id. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, AuditDetail>>;
}

/** Names, ids, numbers of versions and releases, and counts. */
export type AuditDetail = string | number | boolean | null | readonly string[];

/** The actor of a sign-in that was refused. */
export const nobody: Deed["actor"] = { user: null, name: "nobody" };

/**
 * Adds an entry. It is given the transaction of what it records, so that neither is there without
 * the other. The app's name is kept with it, as the app may go.
 */
export async function record(query: Kysely<Tables>, entry: NewAuditEntry): Promise<void> {
  const { app, actor, action, subject, origin, details } = entry;
  await query
    .insertInto("audit_entries")
    .values({
      id: newId("aud"),
      app_id: app,
      app_name: sql<string | null>`(select name from apps where id = ${app})`,
      user_id: actor.user,
      actor: wordFor(actor),
      action,
      subject,
      origin,
      details: details === undefined ? null : JSON.stringify(details),
    })
    .execute();
}

/** Some are called by their e-mail address or number, which is for nobody to read here. */
const privateName = /@|\d(?:[^\p{L}]?\d){6}/u;

function wordFor({ user, name }: Deed["actor"]): string {
  return user !== null && privateName.test(name) ? user : name;
}
