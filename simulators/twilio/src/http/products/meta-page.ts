import type { FastifyRequest } from "fastify";

import { pathOf, queryOf } from "../twilio/call.ts";
import { readPaging } from "../twilio/paging.ts";

/** A short list of one of the newer APIs. */
export interface MetaList<Row extends { readonly sid: string }> {
  readonly key: string;
  readonly rows: readonly Row[];
  readonly toJson: (row: Row) => unknown;
}

/** One page of a list, with whole addresses under `meta`, as the newer APIs answer. */
export function metaPage<Row extends { readonly sid: string }>(
  request: FastifyRequest,
  { key, rows, toJson }: MetaList<Row>,
): Record<string, unknown> {
  const { page, pageSize } = readPaging(queryOf(request));
  const start = page * pageSize;
  const link = (number: number) =>
    `${originOf(request)}${pathOf(request)}?PageSize=${pageSize}&Page=${number}`;
  return {
    meta: {
      page,
      page_size: pageSize,
      first_page_url: link(0),
      previous_page_url: page === 0 ? null : link(page - 1),
      url: link(page),
      next_page_url: start + pageSize < rows.length ? link(page + 1) : null,
      key,
    },
    [key]: rows.slice(start, start + pageSize).map(toJson),
  };
}

/** Where the client has reached the simulator. */
export function originOf(request: FastifyRequest): string {
  return `http://${request.headers.host ?? "localhost"}`;
}

/** An instant in the form of the newer APIs: ISO 8601 in seconds. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
