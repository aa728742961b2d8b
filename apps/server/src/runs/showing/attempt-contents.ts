import type pg from "pg";

import { openInput, openResult } from "../../commands/index.ts";
import type { ContentsKey } from "../../connections/index.ts";
import type { Id } from "../../database/index.ts";
import { digestOf, jsonOf } from "../recording/recorded-value.ts";
import type { ReadEntry, ReadStep, ReadValue } from "../recording/trace.ts";
import { erased, type ShownEntry, type ShownStep } from "./show-entry.ts";

/** Where the contents of a run's steps are found. */
export interface ContentsSource {
  readonly pool: pg.Pool;
  readonly app: Id<"app">;
  readonly contents: ContentsKey;
}

interface AttemptRow {
  readonly id: Id<"att">;
  readonly connection: string;
  readonly command: string;
  readonly digest: Buffer;
  readonly input: Buffer | null;
  readonly result: Buffer | null;
}

/** The entries of a run with all that they show: contents that live in attempts come from there. */
export async function withContents(
  source: ContentsSource,
  entries: readonly ReadEntry[],
): Promise<ShownEntry[]> {
  const attempts = await readAttempts(source, entries.flatMap(attemptWithContents));
  return entries.map((entry) =>
    entry.type === "step" ? stepWithContents(source, entry, attempts) : entry,
  );
}

function attemptWithContents(entry: ReadEntry): string[] {
  const isElsewhere = entry.type === "step" && entry.input === null && entry.attempt !== null;
  return isElsewhere ? [entry.attempt] : [];
}

function stepWithContents(
  { app, contents }: ContentsSource,
  step: ReadStep,
  attempts: ReadonlyMap<string, AttemptRow>,
): ShownStep {
  const { input, output } = step;
  if (input !== null && output !== null) {
    const digest = step.digest ?? digestOf(contents.key, jsonOf(input.value));
    return { ...step, digest, input, output };
  }
  const row = step.attempt === null ? undefined : attempts.get(step.attempt);
  if (row === undefined) return { ...step, digest: "", input: erased, output: erased };
  const digest = row.digest.toString("base64url");
  return {
    ...step,
    digest,
    input: row.input === null ? erased : inputOf(row, openInput(contents, app, row.id, row.input)),
    output:
      row.result === null
        ? erased
        : { value: openResult(contents, app, row.id, row.result).data, cutFromChars: null },
  };
}

function inputOf({ connection, command }: AttemptRow, data: unknown): ReadValue {
  return { value: { connection, command, data }, cutFromChars: null };
}

async function readAttempts(
  { pool, app }: ContentsSource,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AttemptRow>> {
  if (ids.length === 0) return new Map();
  const answer = await pool.query<AttemptRow>(
    `select id, connection_name as connection, command, input_digest as digest,
       sealed_input as input, sealed_result as result
     from attempts where app_id = $1 and id = any($2::text[])`,
    [app, ids],
  );
  return new Map(answer.rows.map((row) => [row.id, row]));
}
