/** What can be wrong with users, their passwords and their sessions. */
export class UsersError extends Error {
  override readonly name = "UsersError";
  readonly code:
    | "USER_UNKNOWN"
    | "USER_EXISTS"
    | "OWNER_LAST"
    | "OWNER_EXISTS"
    | "SESSION_UNKNOWN"
    | "SESSION_MISSING"
    | "SIGN_IN_REFUSED"
    | "PASSWORD_WRONG"
    | "RATE_LIMITED"
    | "WELCOME_LINK_WRONG";
  readonly hint: string | null;
  /** When to come back, for `RATE_LIMITED`; null otherwise. */
  readonly retryAfterMs: number | null;

  constructor(
    code: UsersError["code"],
    message: string,
    hint: string | null = null,
    retryAfterMs: number | null = null,
  ) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.retryAfterMs = retryAfterMs;
  }
}
