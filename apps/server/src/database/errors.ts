/** What can be wrong with the database itself; messages never hold the connection string. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: "DATABASE_TOO_OLD" | "DATABASE_TOO_NEW";

  constructor(code: DatabaseError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);

/** What the driver says, without a code, when it has no connection or is being stopped. */
const driverMessages =
  /connection terminated|connection error|timeout exceeded when trying to connect|connection timeout|after calling end on the pool/iu;

/**
 * True when an error says that PostgreSQL cannot be reached or is stopping, rather than that it
 * refused a statement. Source: https://www.postgresql.org/docs/18/errcodes-appendix.html, classes
 * 08 (connection), 57P (operator intervention) and 53300 (too many connections).
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (networkCodes.has(code) || /^(?:08|57P0)/u.test(code) || code === "53300") return true;
  return driverMessages.test(error.message);
}

/** PostgreSQL's code for a broken unique constraint. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}

/** PostgreSQL's code for a broken foreign key. */
export function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23503";
}
