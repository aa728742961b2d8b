import { invalidValue } from "../invalid-value.ts";

/** Units of a fixed length, in milliseconds. A day is 24 hours: all is counted in UTC. */
const fixedMs = {
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  WEEKS: 604_800_000,
} as const;

/** A unit in which the time between two instants is counted. */
export type FixedUnit = keyof typeof fixedMs;

/** A unit that can be added to an instant. */
export type TimeUnit = FixedUnit | "MONTHS" | "YEARS";

/** An instant later by some units; earlier for a negative number. Errors: `VALUE_INVALID`. */
export function addTime(ms: number, amount: number, unit: TimeUnit): number {
  if (!Number.isFinite(amount)) {
    throw invalidValue("What is added to a time is a number.", "Plug a number into the amount.");
  }
  if (unit === "MONTHS" || unit === "YEARS") {
    return addMonths(ms, wholeNumber(amount) * (unit === "YEARS" ? 12 : 1));
  }
  return ms + Math.round(amount * fixedMs[unit]);
}

/** How many units lie between two instants, with decimals; negative when the second is earlier. */
export function timeBetween(fromMs: number, toMs: number, unit: FixedUnit): number {
  return (toMs - fromMs) / fixedMs[unit];
}

function wholeNumber(amount: number): number {
  if (Number.isSafeInteger(amount)) return amount;
  throw invalidValue(
    "Months and years are added in whole numbers.",
    "Round the amount, or add days.",
  );
}

/** A day that the month lacks becomes its last: January 31 and a month is the end of February. */
function addMonths(ms: number, months: number): number {
  const date = new Date(ms);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(date);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, lastDay.getUTCDate()));
  return date.getTime();
}
