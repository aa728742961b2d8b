import type { Form } from "../../messages/form.ts";
import { TwilioError } from "../../messages/twilio-error.ts";

const pageSizeDefault = 50;
const pageSizeMax = 1000;

/** Which page of a list is asked for. */
export interface Paging {
  /** 1 to 1000. */
  readonly pageSize: number;
  /** Zero based. */
  readonly page: number;
  readonly token: string | undefined;
}

/** A PageSize above 1000 becomes 1000. Errors: 20001 for numbers that cannot be read. */
export function readPaging(query: Form): Paging {
  const pageSize = readCount(query, "PageSize", pageSizeDefault);
  if (pageSize < 1) throw new TwilioError(20001, "PageSize must be at least 1");
  return {
    pageSize: Math.min(pageSize, pageSizeMax),
    page: readCount(query, "Page", 0),
    token: query.one("PageToken") || undefined,
  };
}

function readCount(query: Form, name: string, otherwise: number): number {
  const text = query.one(name);
  if (text === undefined) return otherwise;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new TwilioError(20001, `${name} is not a valid number`);
}

/** What the links of a page need. */
export interface PageLinks {
  /** The list's path. */
  readonly path: string;
  readonly filters: readonly (readonly [string, string])[];
  readonly paging: Paging;
  /** How many rows the page has. */
  readonly count: number;
  /** The sid of the row before the next page; null when there is none. */
  readonly nextAfter: string | null;
  /** The sid of the row before the previous page; null when that is the first. */
  readonly previousAfter: string | null;
}

/** The keys around a page's rows. All links are relative and repeat the filters. */
export function pageEnvelope(links: PageLinks): Record<string, unknown> {
  const { paging, count } = links;
  const start = count === 0 ? 0 : paging.page * paging.pageSize;
  const link = (page: number, after: string | null) => pageUri(links, page, after);
  const token = paging.token === undefined ? null : paging.token.slice(2);
  return {
    first_page_uri: link(0, null),
    end: count === 0 ? 0 : start + count - 1,
    previous_page_uri: paging.page === 0 ? null : link(paging.page - 1, links.previousAfter),
    uri: link(paging.page, token),
    page_size: paging.pageSize,
    start,
    next_page_uri: links.nextAfter === null ? null : link(paging.page + 1, links.nextAfter),
    page: paging.page,
  };
}

function pageUri({ path, filters, paging }: PageLinks, page: number, after: string | null): string {
  const pairs: (readonly [string, string])[] = [
    ...filters,
    ["PageSize", String(paging.pageSize)],
    ["Page", String(page)],
  ];
  if (after !== null) pairs.push(["PageToken", `PA${after}`]);
  const query = pairs.map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return `${path}?${query.join("&")}`;
}
