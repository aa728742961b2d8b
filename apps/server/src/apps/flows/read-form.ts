import { isDeepStrictEqual } from "node:util";

import { type AccessRules, completeHookSettings, type FlowDocument } from "@trunkline/api-contract";
import type { FlowKind } from "@trunkline/flow/document";

import type { DataKeys } from "../../connections/index.ts";
import type { Database, Id } from "../../database/index.ts";
import { AppsError } from "../errors.ts";
import type { FlowForm } from "./flow-form.ts";

/** Which form of which flow is asked for. */
export interface Wanted {
  readonly app: string;
  readonly flow: string;
  /** The draft's, the live release's, or that of the release with this number. */
  readonly source: "draft" | "live" | number;
}

/** The document and a release's rules are not sent along when they are known already. */
interface FormRow {
  readonly app: Id<"app">;
  readonly flow: Id<"flow"> | null;
  readonly version: number | null;
  readonly kind: FlowKind | null;
  readonly release: number | null;
  readonly rules: AccessRules | null;
  readonly secret: Buffer | null;
  readonly text: string | null;
}

/** A row of a form that is there. */
type FoundRow = FormRow & {
  readonly flow: Id<"flow">;
  readonly version: number;
  readonly kind: FlowKind;
};

/**
 * Reads a form; null when there is none.
 *
 * @param before The form as it was: it is given again when nothing of it has changed, and what has
 * not changed of it is taken over.
 * @throws AppsError `APP_UNKNOWN`, also for one that is archived.
 */
export async function readForm(
  database: Database,
  dataKeys: DataKeys,
  wanted: Wanted,
  before: FlowForm | null,
): Promise<FlowForm | null> {
  const row = await readRow(database, wanted, before);
  if (row === undefined) throw new AppsError("APP_UNKNOWN", `There is no app "${wanted.app}".`);
  if (!isFound(row)) return null;
  if (row.text === null && before !== null) return renewed(before, row);
  const { app, flow, kind, version, release, secret } = row;
  const document = JSON.parse(row.text ?? "null") as FlowDocument;
  return {
    app,
    appName: wanted.app,
    flow,
    name: wanted.flow,
    kind,
    version,
    isDraft: wanted.source === "draft",
    release,
    rules: row.rules ?? before?.rules ?? {},
    settings: completeHookSettings(document.settings ?? {}),
    workspace: document.workspace,
    contents: await dataKeys.openContents(app),
    sealedSigningSecret: secret,
  };
}

function isFound(row: FormRow): row is FoundRow {
  return row.flow !== null && row.version !== null && row.kind !== null;
}

/** The form as it was, with what has changed around its document. */
function renewed(before: FlowForm, { release, rules, secret }: FoundRow): FlowForm {
  const areSameRules = rules === null || isDeepStrictEqual(rules, before.rules);
  const isSameSecret = isSame(before.sealedSigningSecret, secret);
  if (release === before.release && areSameRules && isSameSecret) return before;
  return {
    ...before,
    release,
    rules: areSameRules ? before.rules : rules,
    sealedSigningSecret: secret,
  };
}

async function readRow(
  database: Database,
  { app, flow, source }: Wanted,
  before: FlowForm | null,
): Promise<FormRow | undefined> {
  const known = [before?.flow ?? "", before?.version ?? 0];
  const answer =
    source === "draft"
      ? await database.pool.query<FormRow>(draftText, [app, flow, ...known])
      : await database.pool.query<FormRow>(releasedText, [
          app,
          flow,
          ...known,
          source === "live" ? null : source,
          before?.release ?? 0,
        ]);
  return answer.rows[0];
}

const draftText = `
  select apps.id as app, flows.id as flow, v.version, v.kind, null::int as release,
    r.document as rules, flows.sealed_signing_secret as secret,
    case when v.flow_id = $3 and v.version = $4 then null else v.document::text end as text
  from apps
    left join flows on flows.app_id = apps.id and flows.name = $2 and flows.deleted_at is null
    left join flow_versions v on v.flow_id = flows.id and v.version = flows.version
    left join rules_versions r on r.app_id = apps.id and r.version = apps.rules_version
  where apps.name = $1 and apps.archived_at is null`;

const releasedText = `
  select apps.id as app, f.flow_id as flow, f.version, f.kind, f.number as release,
    case when f.number = $6 then null else r.rules end as rules,
    flows.sealed_signing_secret as secret,
    case when f.flow_id = $3 and f.version = $4 then null else v.document::text end as text
  from apps
    left join release_flows f on f.app_id = apps.id and f.name = $2
      and f.number = coalesce($5, apps.live_release)
    left join releases r on r.app_id = f.app_id and r.number = f.number
    left join flows on flows.id = f.flow_id
    left join flow_versions v on v.flow_id = f.flow_id and v.version = f.version
  where apps.name = $1 and apps.archived_at is null`;

function isSame(one: Uint8Array | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : other.equals(one);
}
