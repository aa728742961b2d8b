const signedIn = /^(https?:\/\/)([^/?#@]*)@/i;

/** A URL without the user name and password in it, and the header that says them; null when it has none. */
export interface OpenUrl {
  readonly url: string;
  readonly authorization: string | null;
}

/** Takes user name and password out of a URL: they are neither in the request's path nor under its signature. */
export function takeCredentials(text: string): OpenUrl {
  if (!text.includes("@")) return { url: text, authorization: null };
  const [whole = "", scheme = "", pair] = signedIn.exec(text) ?? [];
  if (pair === undefined) return { url: text, authorization: null };
  const { username, password } = new URL(text);
  const decoded = `${decode(username)}:${decode(password)}`;
  return {
    url: scheme + text.slice(whole.length),
    authorization: `Basic ${Buffer.from(decoded, "utf8").toString("base64")}`,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text;
  }
}
