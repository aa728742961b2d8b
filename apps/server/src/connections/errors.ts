/** What can be wrong with profiles, connections and the keys that seal them. */
export class ConnectionsError extends Error {
  override readonly name = "ConnectionsError";
  readonly code:
    | "APP_UNKNOWN"
    | "APP_ARCHIVED"
    | "PROFILE_UNKNOWN"
    | "PROFILE_EXISTS"
    | "PROFILE_IN_USE"
    | "CONNECTION_UNKNOWN"
    | "CONNECTION_EXISTS"
    | "SERVICE_UNKNOWN"
    | "COMMAND_UNKNOWN"
    | "MASTER_KEY_MISSING";
  readonly hint: string | null;

  constructor(code: ConnectionsError["code"], message: string, hint: string | null = null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
