import { parseJson } from "./parse-json.ts";

/** A place in a list, as Twilio's page addresses name it. */
export interface PagePlace {
  readonly page?: number;
  readonly token?: string;
}

const tokenForm = /^[\w.~=:-]{1,200}$/u;

/**
 * The token for a neighbouring page: the place alone. It holds no filter, hence no phone number, and
 * no address, so that it cannot lead a request anywhere.
 *
 * @param url The neighbour's address as the library gives it.
 * @returns null when there is no such page.
 */
export function toPageToken(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const query = new URL(url).searchParams;
  const page = Number(query.get("Page") ?? Number.NaN);
  const token = query.get("PageToken");
  const place: PagePlace = {
    ...(isPage(page) ? { page } : {}),
    ...(token !== null && tokenForm.test(token) ? { token } : {}),
  };
  if (place.page === undefined && place.token === undefined) return null;
  return Buffer.from(JSON.stringify([place.page ?? null, place.token ?? null])).toString(
    "base64url",
  );
}

/** Reads a token back; null when it is not one of ours. */
export function readPageToken(text: string): PagePlace | null {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) return null;
  const parts = parseJson(bytes.toString("utf8"));
  if (!Array.isArray(parts) || parts.length !== 2) return null;
  const [page, token] = parts as unknown[];
  const pageFits = page === null || isPage(page);
  const tokenFits = token === null || (typeof token === "string" && tokenForm.test(token));
  if (!pageFits || !tokenFits || (page === null && token === null)) return null;
  return { ...(page === null ? {} : { page }), ...(token === null ? {} : { token }) };
}

function isPage(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1e9;
}
