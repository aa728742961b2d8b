/** What can be wrong with apps and their flows. */
export class AppsError extends Error {
  override readonly name = "AppsError";
  readonly code:
    | "APP_UNKNOWN"
    | "APP_EXISTS"
    | "APP_ARCHIVED"
    | "APP_BEING_DELETED"
    | "FLOW_UNKNOWN"
    | "FLOW_VERSION_UNKNOWN"
    | "RELEASE_UNKNOWN"
    | "DOCUMENTS_TOO_LARGE";

  constructor(code: AppsError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
