/** A control request with a field that is unknown or wrong. */
export class FieldError extends Error {
  override readonly name = "FieldError";
  readonly field: string;

  constructor(field: string, rule: string) {
    super(field === "" ? `The body ${rule}.` : `"${field}" ${rule}.`);
    this.field = field;
  }
}

/** Checks that the value is an object with no other fields than the known ones. */
export function readRecord(
  value: unknown,
  field: string,
  known: readonly string[],
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FieldError(field, "must be a JSON object");
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return { ...value };
  const name = field === "" ? unknown : `${field}.${unknown}`;
  throw new FieldError(name, `is unknown; known are: ${known.join(", ")}`);
}
