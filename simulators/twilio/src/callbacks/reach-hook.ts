import type { Posted } from "../posting/post.ts";
import type { Poster } from "../posting/poster.ts";
import { takeCredentials } from "./credentials.ts";
import { readRedirect } from "./redirect.ts";
import { type Letter, seal } from "./seal.ts";

const redirectsMax = 10;

/** What became of a call: as of a post, or redirects that lead nowhere (11216) or in circles (11215). */
export type Reached = Posted | { readonly kind: "misled"; readonly code: 11_215 | 11_216 };

/** One try to reach a web hook. */
export interface Reach {
  readonly poster: Poster;
  /** Without overrides. */
  readonly url: string;
  readonly letter: Letter;
  readonly connectMs: number;
  readonly readMs: number;
  /** How long everything together may take from now on. */
  readonly totalMs: number;
}

/**
 * Makes one try. User name and password of the URL are given when the server asks for them, and
 * redirects are followed, each request signed for its own address.
 * Source: https://www.twilio.com/docs/usage/security (2026-04).
 */
export async function reachHook(reach: Reach): Promise<Reached> {
  const endsAt = performance.now() + reach.totalMs;
  let { url, letter } = reach;
  for (let redirects = 0; ; redirects += 1) {
    const open = takeCredentials(url);
    let posted = await write(reach, letter, open.url, null, endsAt);
    if (open.authorization !== null && asksForBasic(posted)) {
      posted = await write(reach, letter, open.url, open.authorization, endsAt);
    }
    const redirect =
      posted.kind === "answered" ? readRedirect(posted, open.url, letter.method) : null;
    if (redirect === null) return posted;
    if (redirect === "nowhere") return { kind: "misled", code: 11_216 };
    if (redirects === redirectsMax) return { kind: "misled", code: 11_215 };
    url = redirect.url;
    // The fields of a GET are in the address: the new one says what it wants.
    if (redirect.method === "GET") letter = { ...letter, method: "GET", fields: [] };
  }
}

function write(
  { poster, connectMs, readMs }: Reach,
  letter: Letter,
  to: string,
  authorization: string | null,
  endsAt: number,
): Promise<Posted> {
  // Objects are copied by name here: spreading them takes longer than everything else.
  const { url, headers, body } = seal(letter, to, authorization);
  const totalMs = Math.max(1, endsAt - performance.now());
  return poster.post({ url, headers, body, method: letter.method, connectMs, readMs, totalMs });
}

function asksForBasic(posted: Posted): boolean {
  return posted.kind === "answered" && posted.status === 401 && /\bbasic\b/i.test(posted.challenge);
}
