import type { FastifyRequest } from "fastify";

import { queryOf } from "./call.ts";
import { pageEnvelope, readPaging } from "./paging.ts";

/** A short list that is answered page by page. */
export interface RowList<Row extends { readonly sid: string }> {
  /** The key of the rows in the answer. */
  readonly key: string;
  /** The list's path. */
  readonly path: string;
  readonly rows: readonly Row[];
  readonly toJson: (row: Row) => unknown;
  /** The filters as given, to be repeated in the answer's links. */
  readonly filters?: readonly (readonly [string, string])[];
}

/** One page of a short list, with the links of `/2010-04-01`. */
export function listRows<Row extends { readonly sid: string }>(
  request: FastifyRequest,
  { key, path, rows, toJson, filters = [] }: RowList<Row>,
): Record<string, unknown> {
  const paging = readPaging(queryOf(request));
  const { token, page, pageSize } = paging;
  const start =
    token === undefined ? page * pageSize : rows.findIndex(({ sid }) => `PA${sid}` === token) + 1;
  const shown = rows.slice(start, start + pageSize);
  const hasMore = start + shown.length < rows.length;
  const envelope = pageEnvelope({
    path,
    filters,
    paging,
    count: shown.length,
    nextAfter: hasMore ? (shown.at(-1)?.sid ?? null) : null,
    previousAfter: rows[start - pageSize - 1]?.sid ?? null,
  });
  return { ...envelope, [key]: shown.map(toJson) };
}
