import { parseHttpUrl } from "../messages/http-url.ts";
import type { Answered } from "../posting/post.ts";
import type { HookMethod } from "../resources/incoming-number.ts";

/** Where an answer sends the caller; `nowhere` when it is a redirect that leads to no place. */
export type Redirect = { readonly url: string; readonly method: HookMethod } | "nowhere";

/**
 * What an answer says about going elsewhere; null for one that is no redirect. As in browsers, only
 * 307 keeps a POST with its form.
 * Source: error 11216 (2026-04).
 */
export function readRedirect(answer: Answered, from: string, method: HookMethod): Redirect | null {
  const { status, location } = answer;
  if (status < 300 || status > 399) return null;
  if (![301, 302, 303, 307].includes(status) || location === "") return "nowhere";
  const target = URL.canParse(location, from) ? new URL(location, from).href : "";
  if (parseHttpUrl(target) === null) return "nowhere";
  return { url: target, method: status === 307 ? method : "GET" };
}
