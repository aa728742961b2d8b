import type { Value } from "../../document/values.ts";
import { invalidValue } from "../invalid-value.ts";

const isoText =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/iu;

/** Years 1 to 9999: what ISO 8601 writes with four digits. */
const earliestMs = Date.UTC(2001, 0, 1) - 2000 * 365.2425 * 86_400_000;
const latestMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * An instant out of a value, in milliseconds since 1970: ISO 8601 text, where a text without an
 * offset is meant in UTC, or a number of milliseconds. Null for anything else.
 */
export function readInstant(value: Value): number | null {
  const ms = typeof value === "number" ? value : typeof value === "string" ? fromText(value) : null;
  return ms !== null && ms >= earliestMs && ms <= latestMs ? Math.trunc(ms) : null;
}

/** The same. Errors: `VALUE_INVALID`. */
export function requireInstant(value: Value): number {
  const ms = readInstant(value);
  if (ms !== null) return ms;
  throw invalidValue(
    "This is not a time.",
    "A time is a text such as 2026-03-01T09:30:00Z, or milliseconds since 1970.",
  );
}

/** An instant as ISO 8601 text in UTC. Errors: `VALUE_INVALID` outside of the years 1 to 9999. */
export function instantText(ms: number): string {
  if (ms >= earliestMs && ms <= latestMs) return new Date(ms).toISOString();
  throw invalidValue("The time lies outside of the years 1 to 9999.", "Add or take away less.");
}

function fromText(text: string): number | null {
  const match = isoText.exec(text.trim());
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0)) as [number, number, number, number, number, number];
  const clock = hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds(match[7]);
  const offset = offsetMs(match[8]);
  const midnight = utcMidnight(year, month, day);
  if (midnight === null || offset === null || hour > 23 || minute > 59 || second > 59) return null;
  return midnight + clock - offset;
}

function milliseconds(digits: string | undefined): number {
  return Math.trunc(Number(`0.${digits ?? "0"}`) * 1000);
}

function offsetMs(text: string | undefined): number | null {
  if (text === undefined || text.toUpperCase() === "Z") return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  if (hours > 23 || minutes > 59) return null;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Null where there is no such day; JavaScript would go on into the next month. */
function utcMidnight(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year > 0 ? date.getTime() : null;
}
