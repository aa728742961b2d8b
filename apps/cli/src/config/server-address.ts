/** Where the server is and the key that it lets us in with. */
export interface ServerAddress {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: ApiKey;
}

/** An API key that no log, table or JSON shows by accident. */
export class ApiKey {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The header that presents it. */
  asAuthorization(): string {
    return `Bearer ${this.#text}`;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }
}

/**
 * The address as requests need it; null when the text is not the address of a server: not http or
 * https, or with a user name, a password, a query or a fragment in it.
 */
export function normalizeServerUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username + url.password + url.search + url.hash === "";
  if (!isPlain || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return url.origin + url.pathname.replace(/\/+$/, "");
}

/** Whether a text can travel in a header as an API key. */
export function isApiKeyText(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}
