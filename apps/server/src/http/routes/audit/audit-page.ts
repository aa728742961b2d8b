import type { AppAuditQuery, AuditList } from "@trunkline/api-contract";

import { audit } from "../../../access/index.ts";
import type { Database } from "../../../database/index.ts";
import { cutPage, readPage } from "../../paging.ts";

/** A page of entries as a query asks for it. */
export async function auditPage(
  database: Database,
  { since, until, ...asked }: AppAuditQuery,
  app: audit.AuditFilter["app"],
): Promise<AuditList> {
  const page = readPage(asked);
  const rows = await audit.list(database.query, {
    ...asked,
    app,
    since: since === undefined ? null : new Date(since),
    until: until === undefined ? null : new Date(until),
    before: page.after,
    size: page.size + 1,
  });
  const cut = cutPage(rows, page, (row) => row.id);
  return { entries: cut.rows, nextPageToken: cut.nextPageToken };
}
