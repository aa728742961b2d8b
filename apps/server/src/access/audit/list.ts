import type { AppAuditQuery, AuditEntry } from "@trunkline/api-contract";
import { sql } from "kysely";

import type { Database, Id } from "../../database/index.ts";

/** Which entries are wanted. */
export interface AuditFilter extends Omit<
  AppAuditQuery,
  "pageSize" | "pageToken" | "since" | "until"
> {
  /** An app by its id, or by the name that it has or had; all, and the server's own, without. */
  readonly app: Id<"app"> | { readonly named: string } | null;
  readonly since: Date | null;
  readonly until: Date | null;
  /** Only those that are older than this one. */
  readonly before: string | null;
  readonly size: number;
}

/** Lists entries, newest first. */
export async function list(query: Database["query"], filter: AuditFilter): Promise<AuditEntry[]> {
  const { app, action, actor, user, subject, since, until, before, size } = filter;
  let wanted = query
    .selectFrom("audit_entries")
    .selectAll()
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(size);
  if (typeof app === "string") wanted = wanted.where("app_id", "=", app);
  else if (app !== null) wanted = wanted.where("app_name", "=", app.named);
  if (action !== undefined) wanted = wanted.where("action", "=", action);
  if (actor !== undefined) wanted = wanted.where("actor", "=", actor);
  if (user !== undefined) wanted = wanted.where("user_id", "=", user as Id<"usr">);
  if (subject !== undefined) wanted = wanted.where("subject", "=", subject);
  if (since !== null) wanted = wanted.where("at", ">=", since);
  if (until !== null) wanted = wanted.where("at", "<", until);
  if (before !== null) {
    wanted = wanted.where(
      sql<boolean>`(at, id) < (select at, id from audit_entries where id = ${before})`,
    );
  }
  const rows = await wanted.execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    user: row.user_id,
    action: row.action,
    subject: row.subject,
    origin: row.origin,
    details: row.details,
    app: row.app_name,
  }));
}
