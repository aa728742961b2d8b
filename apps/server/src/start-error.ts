/** Why the server could not start, in words for the person who started it. */
export class StartError extends Error {
  override readonly name = "StartError";
  readonly code: "DATA_DIR_NOT_WRITABLE" | "PORT_IN_USE" | "DATABASE_UNREACHABLE";

  constructor(code: StartError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
