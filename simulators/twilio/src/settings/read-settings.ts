import { FieldError, readRecord } from "../fields/field-error.ts";
import { readOptional, readSwitch, readWhole } from "../fields/read-fields.ts";
import type { Rates, Settings } from "./settings.ts";

const rateMax = 100_000;
const concurrentMax = 1_000_000;
const rateNames: readonly (keyof Rates)[] = [
  "longCode",
  "tollFree",
  "shortCode",
  "alphanumeric",
  "other",
  "channel",
];

/** What is to be set; everything else stays as it is. */
export interface SettingsChange {
  readonly queues?: boolean | undefined;
  readonly rates: Partial<Rates>;
  readonly maxConcurrent?: number | null | undefined;
  readonly seed?: number | undefined;
}

/**
 * Reads the body of `POST /simulator/settings`.
 * Errors: FieldError names the first field that is unknown or wrong.
 */
export function readSettingsChange(body: unknown): SettingsChange {
  const fields = readRecord(body, "", ["queues", "rates", "maxConcurrent", "seed"]);
  const { maxConcurrent } = fields;
  return {
    queues: readOptional(fields["queues"], "queues", readSwitch),
    rates: readRates(fields["rates"] ?? {}),
    maxConcurrent:
      maxConcurrent === null
        ? null
        : readOptional(maxConcurrent, "maxConcurrent", (value, field) =>
            readWhole(value, field, 1, concurrentMax),
          ),
    seed: readOptional(fields["seed"], "seed", (value, field) =>
      readWhole(value, field, 0, 2 ** 32 - 1),
    ),
  };
}

/** Applies a change to settings that are in force. */
export function changeSettings(settings: Settings, change: SettingsChange): void {
  if (change.queues !== undefined) settings.queues = change.queues;
  if (change.maxConcurrent !== undefined) settings.maxConcurrent = change.maxConcurrent;
  Object.assign(settings.rates, change.rates);
}

function readRates(value: unknown): Partial<Rates> {
  const fields = readRecord(value, "rates", rateNames);
  const pairs = Object.entries(fields).map(([name, rate]) => {
    if (typeof rate === "number" && rate > 0 && rate <= rateMax) return [name, rate];
    throw new FieldError(`rates.${name}`, `must be a number above 0 and at most ${rateMax}`);
  });
  return Object.fromEntries(pairs) as Partial<Rates>;
}
