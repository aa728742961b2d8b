import { sql } from "kysely";

import type { AppCopy } from "../../connections/index.ts";
import { newId } from "../../database/index.ts";
import { openSigningSecret, sealSigningSecret } from "../flows/signing-secret.ts";

/** The draft's flows, each as the first version of its copy, with its signing secret. */
export async function copyFlows({ transaction, from, to }: AppCopy): Promise<void> {
  const rows = await transaction
    .selectFrom("flows")
    .innerJoin("flow_versions as draft", (join) =>
      join.onRef("draft.flow_id", "=", "flows.id").onRef("draft.version", "=", "flows.version"),
    )
    .select(["flows.id", "name", "kind", "sealed_signing_secret as sealed"])
    .select(sql<string>`draft.document::text`.as("text"))
    .where("app_id", "=", from.app)
    .where("deleted_at", "is", null)
    .execute();
  for (const { id, name, kind, sealed, text } of rows) {
    const flow = newId("flow");
    const secret = openSigningSecret({ ...from, flow: id, sealedSigningSecret: sealed });
    const address = { app: to.app, flow };
    await transaction
      .insertInto("flows")
      .values({
        id: flow,
        app_id: to.app,
        name,
        version: 1,
        sealed_signing_secret:
          secret === null ? null : sealSigningSecret(to.contents, address, secret),
      })
      .execute();
    await transaction
      .insertInto("flow_versions")
      .values({ flow_id: flow, version: 1, kind, document: text })
      .execute();
  }
}
