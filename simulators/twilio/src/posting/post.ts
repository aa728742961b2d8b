/** A form on its way to somebody's server; a POST unless it says otherwise. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Percent-encoded, and so nothing but ASCII. */
  readonly body: string;
  readonly method?: "GET" | "POST";
  readonly connectMs?: number;
  /** For the first piece of the answer, and for every later one. */
  readonly readMs?: number;
  /** For everything together, connecting included. */
  readonly totalMs?: number;
}

/** What a server said. */
export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect leads; empty when the answer does not say. */
  readonly location: string;
  /** How the server wants to be signed in to; empty when it does not say. */
  readonly challenge: string;
  readonly body: string;
}

/** What became of a post: an answer, a server that took too long with it, or nobody there. */
export type Posted = Answered | { readonly kind: "slow" } | { readonly kind: "failed" };
