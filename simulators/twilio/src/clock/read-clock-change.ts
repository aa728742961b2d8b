import { FieldError, readRecord } from "../fields/field-error.ts";
import { readBetween, readChoice, readInstant, readOptional } from "../fields/read-fields.ts";
import { type ClockChange, type ClockMode, clockModes } from "./movable-clock.ts";

const advanceMaxMs = 400 * 86_400_000;
const factorMax = 1_000_000;

/**
 * Reads the body of `POST /simulator/clock`.
 * Errors: FieldError names the first field that is unknown, wrong or does not go with another.
 */
export function readClockChange(body: unknown, current: ClockMode): ClockChange {
  const fields = readRecord(body, "", ["mode", "now", "advanceMs", "factor"]);
  const mode = readOptional(fields["mode"], "mode", (value, field) =>
    readChoice(value, field, clockModes),
  );
  const now = readOptional(fields["now"], "now", readInstant);
  const advanceMs = readOptional(fields["advanceMs"], "advanceMs", (value, field) =>
    readBetween(value, field, 0, advanceMaxMs),
  );
  const factor = readOptional(fields["factor"], "factor", readFactor);
  if (now !== undefined && advanceMs !== undefined) {
    throw new FieldError("advanceMs", 'cannot be given together with "now"');
  }
  if (factor !== undefined && (mode ?? current) !== "scaled") {
    throw new FieldError("factor", 'is for the mode "scaled" only');
  }
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(now === undefined ? {} : { now }),
    ...(advanceMs === undefined ? {} : { advanceMs }),
    ...(factor === undefined ? {} : { factor }),
  };
}

function readFactor(value: unknown, field: string): number {
  if (typeof value === "number" && value > 0 && value <= factorMax) return value;
  throw new FieldError(field, `must be a number above 0 and at most ${factorMax}`);
}
