import { audit } from "../../access/index.ts";
import { copyConnections, copyProfiles, type DataKeys } from "../../connections/index.ts";
import { type Database, isUniqueViolation, newId } from "../../database/index.ts";
import { type AppRow, findApp, refuseBeingDeleted } from "../app-rows.ts";
import { AppsError } from "../errors.ts";
import { copyGroups, copyRules } from "./copy-access.ts";
import { copyFlows } from "./copy-flows.ts";

/** What is copied, and what the copy is called. */
export interface CopyOrder {
  readonly from: string;
  readonly name: string;
}

/**
 * Makes an app that has the draft of another: its flows, connections, rules, groups and profiles,
 * their secrets sealed anew under the copy's own keys. Runs, attempts, kept values, releases and
 * memberships stay where they are.
 *
 * @throws AppsError `APP_UNKNOWN`, `APP_BEING_DELETED`, `APP_EXISTS`.
 */
export async function copyApp(
  { database, dataKeys }: { readonly database: Database; readonly dataKeys: DataKeys },
  { from, name }: CopyOrder,
  deed: audit.Deed,
): Promise<AppRow> {
  const to = newId("app");
  try {
    return await database.query
      .transaction()
      // Everything as it was at one moment.
      .setIsolationLevel("repeatable read")
      .execute(async (transaction) => {
        const source = await findApp(transaction, from);
        refuseBeingDeleted(source);
        await transaction.insertInto("apps").values({ id: to, name }).execute();
        const keyId = await dataKeys.create(transaction, to, "contents");
        const way = {
          transaction,
          dataKeys,
          from: { app: source.id, contents: await dataKeys.openContents(source.id) },
          // The key was made in this very transaction, which its own connection alone can see.
          to: { app: to, contents: { id: keyId, key: await dataKeys.open(keyId, transaction) } },
        };
        await copyConnections(way, await copyProfiles(way));
        await copyFlows(way);
        await copyRules(transaction, source, to);
        await copyGroups(transaction, source.id, to);
        const copied = { app: source.id, action: "app.copied", subject: name } as const;
        await audit.record(transaction, { ...deed, ...copied });
        const created = { app: to, action: "app.created", subject: name } as const;
        await audit.record(transaction, { ...deed, ...created, details: { copyOf: from } });
        return findApp(transaction, name);
      });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppsError("APP_EXISTS", `There is already an app "${name}".`);
  }
}
