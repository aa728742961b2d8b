/** What can be wrong with keys and groups. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: "KEY_UNKNOWN" | "GROUP_UNKNOWN" | "GROUP_EXISTS" | "GROUP_FIXED";
  readonly hint: string | null;

  constructor(code: AccessError["code"], message: string, hint: string | null = null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
