/** What can be wrong with apps. */
export class AppsError extends Error {
  override readonly name = "AppsError";
  readonly code: "APP_UNKNOWN" | "APP_EXISTS";

  constructor(code: AppsError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
