import { type FaultKind, faultKinds } from "./fault-kinds.ts";
import { FieldError, readRecord } from "./field-error.ts";

const delayMaxMs = 3_600_000;

/** Which requests a fault can strike; all of them when empty. */
export interface FaultMatch {
  readonly method?: string;
  /** The end of the path, without the query. */
  readonly path?: string;
}

/** What `POST /simulator/faults` asks for. */
export interface FaultRequest {
  readonly kind: FaultKind;
  readonly probability: number;
  readonly times: number | null;
  readonly delayMs: number;
  readonly match: FaultMatch;
}

/**
 * Reads the body of `POST /simulator/faults`.
 * Errors: FieldError names the first field that is unknown or wrong.
 */
export function readFault(body: unknown): FaultRequest {
  const fields = readRecord(body, "", ["kind", "probability", "times", "delayMs", "match"]);
  const kind = readKind(fields["kind"]);
  const isDelay = kind === "delay-before" || kind === "delay-after";
  return {
    kind,
    probability: readBetween(fields["probability"] ?? 1, "probability", 0, 1),
    times: fields["times"] === undefined ? null : readTimes(fields["times"]),
    delayMs: readBetween(fields["delayMs"] ?? (isDelay ? 1000 : 0), "delayMs", 0, delayMaxMs),
    match: readMatch(fields["match"]),
  };
}

function readKind(value: unknown): FaultKind {
  const kind = faultKinds.find((known) => known === value);
  if (kind === undefined) throw new FieldError("kind", `must be one of: ${faultKinds.join(", ")}`);
  return kind;
}

function readTimes(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new FieldError("times", "must be a whole number of at least 1");
}

function readBetween(value: unknown, field: string, min: number, max: number): number {
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw new FieldError(field, `must be a number from ${min} to ${max}`);
}

function readMatch(value: unknown): FaultMatch {
  if (value === undefined) return {};
  const fields = readRecord(value, "match", ["method", "path"]);
  const method = readText(fields["method"], "match.method")?.toUpperCase();
  const path = readText(fields["path"], "match.path");
  return { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) };
}

function readText(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new FieldError(field, "must be a text that is not empty");
}
