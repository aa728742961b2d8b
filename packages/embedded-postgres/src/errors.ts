/** Why the embedded database cannot be used; callers branch on it. */
export type EmbeddedPostgresErrorCode =
  | "PLATFORM_UNSUPPORTED"
  | "DIRECTORY_NOT_WRITABLE"
  | "OTHER_MAJOR_VERSION"
  | "INIT_FAILED"
  | "START_FAILED"
  | "STOP_FAILED";

/** A failure of the embedded database; its message says what to do and never holds a secret. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Whether `error` is one of the system errors named by `codes` (`ENOENT`, `EACCES`, …). */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return codes.includes(codeOf(error));
}

const directoryProblems = [
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "EEXIST",
  "ENOENT",
  "ENOSPC",
  "EDQUOT",
];

/** Turns what keeps us from writing into an error that names the folder; the rest stays as it is. */
export function asDirectoryError(error: unknown, directory: string): unknown {
  if (!isSystemError(error, ...directoryProblems)) return error;
  return new EmbeddedPostgresError(
    "DIRECTORY_NOT_WRITABLE",
    `The embedded database cannot use ${directory} (${codeOf(error)}). Give this user space and ` +
      "write access there, or choose another folder with TRUNKLINE_DATA_DIR.",
    { cause: error },
  );
}
