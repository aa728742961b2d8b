import type { Run } from "@trunkline/api-contract";
import type pg from "pg";

import type { Id } from "../../database/index.ts";
import { idsFrom } from "./ids-from.ts";

/** Which runs of an app are wanted, newest first. */
export interface RunFilter {
  readonly app: Id<"app">;
  readonly flow: string | null;
  readonly status: Run["status"] | null;
  readonly kind: Run["kind"] | null;
  readonly since: Date | null;
  readonly until: Date | null;
  /** Part of an error's code or words, in any case. */
  readonly error: string | null;
  /** Only those older than this one. */
  readonly before: string | null;
  readonly size: number;
}

/** A run as its row says. */
export interface RunFacts {
  readonly id: Id<"run">;
  readonly flow: string;
  readonly kind: Run["kind"];
  readonly status: Run["status"];
  readonly trigger: string;
  readonly caller: string;
  readonly version: number;
  readonly isDraft: boolean;
  readonly release: number | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly stepCount: number;
  readonly errorCode: string | null;
  readonly errorTitle: string | null;
  readonly errorMessage: string | null;
  readonly errorHint: string | null;
  readonly errorBlock: string | null;
}

/** The columns of `RunFacts`. */
export const factColumns = `
  id, flow_name as flow, kind, status, trigger, caller, version, is_draft as "isDraft", release,
  started_at as "startedAt", ended_at as "endedAt", step_count as "stepCount",
  error_code as "errorCode", error_title as "errorTitle", error_message as "errorMessage",
  error_hint as "errorHint", error_block as "errorBlock"`;

/** Lists runs without their contents. */
export async function listRuns(pool: pg.Pool, filter: RunFilter): Promise<Run[]> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown) => {
    if (value === null) return;
    values.push(value);
    conditions.push(condition.replace("?", `$${values.length}`));
  };
  where("app_id = ?", filter.app);
  where("id < ?", filter.before);
  where("flow_name = ?", filter.flow);
  where("status = ?", filter.status);
  where("kind = ?", filter.kind);
  // The id's own time narrows what the index gives; the start decides.
  where("id >= ?", filter.since === null ? null : idsFrom(filter.since, -1));
  where("started_at >= ?", filter.since);
  where("id < ?", filter.until === null ? null : idsFrom(filter.until, 1));
  where("started_at < ?", filter.until);
  where("position(lower(?) in lower(error_text)) > 0", filter.error);
  const answer = await pool.query<RunFacts>(
    `select ${factColumns} from runs where ${conditions.join(" and ")}
     order by id desc limit ${filter.size}`,
    values,
  );
  return answer.rows.map(toRun);
}

/** A run as answers show it, without its contents. */
export function toRun(facts: RunFacts): Run {
  const { errorCode, errorTitle, errorMessage, errorHint, errorBlock, ...shown } = facts;
  const { startedAt, endedAt } = facts;
  return {
    ...shown,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    durationMs: endedAt === null ? null : Math.max(0, endedAt.getTime() - startedAt.getTime()),
    error:
      errorCode === null
        ? null
        : {
            code: errorCode,
            title: errorTitle ?? errorCode,
            message: errorMessage ?? "",
            hint: errorHint,
            blockId: errorBlock,
          },
  };
}
