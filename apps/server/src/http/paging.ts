import { RequestError } from "./errors.ts";

const defaultSize = 50;

/** A page as a list's query asks for it. */
export interface PageRequest {
  readonly size: number;
  /** What the page before ended with; null for the first page. */
  readonly after: string | null;
}

/**
 * Reads a list's query.
 *
 * @throws RequestError `PAGE_TOKEN_WRONG` for a token that no list gave out.
 */
export function readPage(query: { pageSize?: string; pageToken?: string }): PageRequest {
  const size = query.pageSize === undefined ? defaultSize : Number(query.pageSize);
  if (query.pageToken === undefined) return { size, after: null };
  const text = Buffer.from(query.pageToken, "base64url").toString("utf8");
  if (!/^[a-z][a-z0-9_-]{0,63}$/u.test(text)) {
    throw new RequestError(
      "PAGE_TOKEN_WRONG",
      "The pageToken is none that a list gave out.",
      "Use the nextPageToken of the page before, unchanged.",
    );
  }
  return { size, after: text };
}

/** The rows of a page out of one row more than it holds, and the token of the next. */
export function cutPage<Row>(
  rows: readonly Row[],
  page: PageRequest,
  cursorOf: (row: Row) => string,
): { rows: Row[]; nextPageToken: string | null } {
  const shown = rows.slice(0, page.size);
  const last = shown.at(-1);
  const more = rows.length > page.size && last !== undefined;
  const nextPageToken = more ? Buffer.from(cursorOf(last)).toString("base64url") : null;
  return { rows: shown, nextPageToken };
}
