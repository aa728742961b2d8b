import { completeHookSettings, type FlowDocument } from "@trunkline/api-contract";
import type { FlowKind } from "@trunkline/flow/document";

import type { DataKeys } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";
import type { FlowForm } from "./flow-form.ts";

/** Which form of which flow is asked for. */
export interface Wanted {
  readonly app: string;
  readonly flow: string;
  readonly isDraft: boolean;
}

/** The document is not sent along when it is the one that is known already. */
interface FormRow {
  readonly app: Id<"app">;
  readonly flow: Id<"flow"> | null;
  readonly version: number | null;
  readonly kind: FlowKind | null;
  readonly secret: Buffer | null;
  readonly text: string | null;
}

/**
 * Reads a form; null when there is none.
 *
 * @param before The form as it was: it is given again when nothing of it has changed.
 * @throws AppsError `APP_UNKNOWN`.
 */
export async function readForm(
  database: Database,
  dataKeys: DataKeys,
  wanted: Wanted,
  before: FlowForm | null,
): Promise<FlowForm | null> {
  const row = await readRow(database, wanted, before);
  if (row === undefined) throw new AppsError("APP_UNKNOWN", `There is no app "${wanted.app}".`);
  const { app, flow, version, kind, secret, text } = row;
  if (flow === null || version === null || kind === null) return null;
  if (text !== null) {
    const document = JSON.parse(text) as FlowDocument;
    return {
      app,
      appName: wanted.app,
      flow,
      name: wanted.flow,
      kind,
      version,
      isDraft: wanted.isDraft,
      settings: completeHookSettings(document.settings ?? {}),
      workspace: document.workspace,
      contents: await dataKeys.openContents(app),
      sealedSigningSecret: secret,
    };
  }
  if (before === null || isSame(before.sealedSigningSecret, secret)) return before;
  return { ...before, sealedSigningSecret: secret };
}

async function readRow(
  database: Database,
  { app, flow, isDraft }: Wanted,
  before: FlowForm | null,
): Promise<FormRow | undefined> {
  const answer = await database.pool.query<FormRow>(
    `select apps.id as app, flows.id as flow, v.version, v.kind,
       flows.sealed_signing_secret as secret,
       case when v.flow_id = $4 and v.version = $5 then null else v.document::text end as text
     from apps
       left join flows on flows.app_id = apps.id and flows.name = $2
       left join flow_versions v on v.flow_id = flows.id
         and v.version = case when $3 then flows.version else flows.live_version end
     where apps.name = $1`,
    [app, flow, isDraft, before?.flow ?? "", before?.version ?? 0],
  );
  return answer.rows[0];
}

function isSame(one: Uint8Array | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : other.equals(one);
}
