import { FieldError } from "./field-error.ts";

/** A number from min to max, both included. Errors: FieldError. */
export function readBetween(value: unknown, field: string, min: number, max: number): number {
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw new FieldError(field, `must be a number from ${min} to ${max}`);
}

/** A whole number from min to max, both included. Errors: FieldError. */
export function readWhole(value: unknown, field: string, min: number, max: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) {
    return value;
  }
  throw new FieldError(field, `must be a whole number from ${min} to ${max}`);
}

/** A text that is not empty. Errors: FieldError. */
export function readFilledText(value: unknown, field: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new FieldError(field, "must be a text that is not empty");
}

/** One of the known words. Errors: FieldError. */
export function readChoice<Choice extends string>(
  value: unknown,
  field: string,
  known: readonly Choice[],
): Choice {
  const choice = known.find((word) => word === value);
  if (choice !== undefined) return choice;
  throw new FieldError(field, `must be one of: ${known.join(", ")}`);
}

/** True or false. Errors: FieldError. */
export function readSwitch(value: unknown, field: string): boolean {
  if (typeof value === "boolean") return value;
  throw new FieldError(field, "must be true or false");
}

/** What the reader makes of the value; undefined when it is absent. */
export function readOptional<Value>(
  value: unknown,
  field: string,
  read: (value: unknown, field: string) => Value,
): Value | undefined {
  return value === undefined ? undefined : read(value, field);
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** An ISO 8601 instant with its zone, in milliseconds since 1970. Errors: FieldError. */
export function readInstant(value: unknown, field: string): number {
  const at = typeof value === "string" && instant.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new FieldError(field, "must be an instant such as 2026-02-03T09:14:02Z");
}
