import { FieldError, readRecord } from "../fields/field-error.ts";
import {
  readBetween,
  readChoice,
  readFilledText,
  readOptional,
  readWhole,
} from "../fields/read-fields.ts";
import { type FaultKind, faultKinds, usualDelayMs } from "./fault-kinds.ts";

const delayMaxMs = 3_600_000;

/** Which requests a fault can strike, of ours or to web hooks; all of them when empty. */
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
  /** Makes the chance of this rule the same in every run; null shares that of all others. */
  readonly seed: number | null;
}

/**
 * Reads the body of `POST /simulator/faults`.
 * Errors: FieldError names the first field that is unknown or wrong.
 */
export function readFault(body: unknown): FaultRequest {
  const fields = readRecord(body, "", ["kind", "probability", "times", "delayMs", "match", "seed"]);
  const kind = readChoice(fields["kind"], "kind", faultKinds);
  return {
    kind,
    probability: readBetween(fields["probability"] ?? 1, "probability", 0, 1),
    times: readOptional(fields["times"], "times", readTimes) ?? null,
    delayMs: readBetween(fields["delayMs"] ?? usualDelayMs(kind), "delayMs", 0, delayMaxMs),
    match: readMatch(fields["match"]),
    seed: readOptional(fields["seed"], "seed", readSeed) ?? null,
  };
}

function readTimes(value: unknown, field: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new FieldError(field, "must be a whole number of at least 1");
}

function readSeed(value: unknown, field: string): number {
  return readWhole(value, field, 0, 2 ** 32 - 1);
}

function readMatch(value: unknown): FaultMatch {
  if (value === undefined) return {};
  const fields = readRecord(value, "match", ["method", "path"]);
  const method = readOptional(fields["method"], "match.method", readFilledText)?.toUpperCase();
  const path = readOptional(fields["path"], "match.path", readFilledText);
  return { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) };
}
