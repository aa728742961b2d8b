/** The name of the cookie that stands for a session. */
export const cookieName = "trunkline.session_token";

/** Longer than any of ours: a token, a dot and a signature. */
const maxChars = 300;

/** The value of our cookie in a request's `Cookie` header, as it stands there; null without one. */
export function readCookie(header: string | undefined): string | null {
  if (header === undefined || !header.includes(cookieName)) return null;
  for (const part of header.split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name !== cookieName || value === undefined) continue;
    return value.length <= maxChars && /^[\w.%~-]+$/u.test(value) ? value : null;
  }
  return null;
}

/** What takes the cookie away from a browser. */
export const endedCookie = `${cookieName}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`;

/** A browser sends a secure cookie by https alone, so it is one wherever the request came by that. */
export function withSecure(cookie: string, isHttps: boolean): string {
  return isHttps ? `${cookie}; Secure` : cookie;
}
