import type { ReleaseProblem } from "@trunkline/api-contract";

import { audit } from "../../access/index.ts";
import { announceChange, type Database, type Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";
import { lockApp } from "../lock-app.ts";
import { missingProfiles } from "./missing-profiles.ts";
import { releasedConnections } from "./read-documents.ts";

/** What came of making a release live. */
export type ActivateOutcome =
  | { readonly kind: "live" }
  | { readonly kind: "refused"; readonly problems: readonly ReleaseProblem[] };

/** Which release is to be live, and who says so. */
export interface ReleaseToActivate {
  readonly app: Id<"app">;
  readonly number: number;
  readonly deed: audit.Deed;
}

/**
 * Makes a release live, in one commit. Runs that have begun end on theirs. It changes nothing when
 * that release is live already.
 *
 * @throws AppsError `RELEASE_UNKNOWN`.
 */
export async function activateRelease(
  database: Database,
  { app, number, deed }: ReleaseToActivate,
): Promise<ActivateOutcome> {
  return database.query.transaction().execute(async (transaction) => {
    const { last_release: last, live_release: live } = await lockApp(transaction, app);
    if (number > last) throw unknownRelease(number);
    if (number === live) return { kind: "live" };
    const connections = await releasedConnections(transaction, app, number);
    const problems = await missingProfiles(transaction, app, connections);
    if (problems.length > 0) return { kind: "refused", problems };
    await transaction
      .updateTable("apps")
      .set({ live_release: number })
      .where("id", "=", app)
      .execute();
    await announceChange(transaction);
    await audit.record(transaction, {
      ...deed,
      app,
      action: "release.activated",
      subject: String(number),
      details: { before: live },
    });
    return { kind: "live" };
  });
}

/** What is said of a release that does not exist. */
export function unknownRelease(number: number): AppsError {
  return new AppsError("RELEASE_UNKNOWN", `There is no release ${number} of this app.`);
}
