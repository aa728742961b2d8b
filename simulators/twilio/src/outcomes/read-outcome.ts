import { FieldError, readRecord } from "../fields/field-error.ts";
import { readBetween, readChoice, readOptional, readWhole } from "../fields/read-fields.ts";
import { type NumberPattern, readNumberPattern } from "./number-pattern.ts";
import { type OutcomeStatus, outcomeStatuses } from "./outcome.ts";
import type { OutcomeRequest } from "./outcomes.ts";

const afterMaxMs = 30 * 86_400_000;

/**
 * Reads the body of `POST /simulator/outcomes`.
 * Errors: FieldError names the first field that is unknown, wrong or does not go with another.
 */
export function readOutcome(body: unknown): OutcomeRequest {
  const fields = readRecord(body, "", ["to", "status", "errorCode", "afterMs", "times"]);
  const status = readChoice(fields["status"], "status", outcomeStatuses);
  return {
    to: readPattern(fields["to"]),
    status,
    errorCode: readErrorCode(fields["errorCode"], status),
    afterMs:
      readOptional(fields["afterMs"], "afterMs", (value, field) =>
        readBetween(value, field, 0, afterMaxMs),
      ) ?? null,
    times:
      readOptional(fields["times"], "times", (value, field) =>
        readWhole(value, field, 1, Number.MAX_SAFE_INTEGER),
      ) ?? null,
  };
}

function readPattern(value: unknown): NumberPattern {
  const pattern = typeof value === "string" ? readNumberPattern(value) : null;
  if (pattern !== null) return pattern;
  const shapes = "+15550001111, +1555* or +15550000000..+15550000999";
  throw new FieldError("to", `must be a number, a beginning or a range, such as ${shapes}`);
}

/** What fails has a code: 30003 for what was sent and 30008 for what was not, unless told. */
function readErrorCode(value: unknown, status: OutcomeStatus): number | null {
  if (status === "undelivered" || status === "failed") {
    if (value === undefined) return status === "failed" ? 30_008 : 30_003;
    return readWhole(value, "errorCode", 10_000, 99_999);
  }
  if (value === undefined) return null;
  throw new FieldError("errorCode", "goes with the status undelivered or failed only");
}
