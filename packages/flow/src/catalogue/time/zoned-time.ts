import type { Value } from "../../document/values.ts";
import { invalidValue } from "../invalid-value.ts";

/** An instant as a clock and a calendar in some time zone show it. */
export interface ZonedTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
  /** Such as `+02:00`. */
  readonly offset: string;
}

/** Formatters are slow to make; a few hundred zones exist, so the list stays short. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const formattersMax = 100;

/** The name of a time zone; UTC where none is given. Errors: `VALUE_INVALID`. */
export function zoneOf(value: Value): string {
  if (value === null || value === "") return "UTC";
  if (typeof value === "string") return value;
  throw invalidValue("A time zone is a text.", zoneHint);
}

/** What clock and calendar show in a zone. Errors: `VALUE_INVALID` for an unknown zone. */
export function zonedTime(ms: number, zone: string): ZonedTime {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [read("year"), read("month"), read("day")];
  const [hour, minute, second] = [read("hour"), read("minute"), read("second")];
  const shown = new Date(0);
  shown.setUTCFullYear(year, month - 1, day);
  const weekday = shown.getUTCDay() === 0 ? 7 : shown.getUTCDay();
  shown.setUTCHours(hour, minute, second);
  const offset = offsetText(Math.round((shown.getTime() - ms) / 60_000));
  return { year, month, day, hour, minute, second, weekday, offset };
}

const zoneHint = "Time zones are named like Europe/Berlin, America/New_York or UTC.";

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = newFormatter(zone);
  if (formatters.size >= formattersMax) formatters.clear();
  formatters.set(zone, made);
  return made;
}

function newFormatter(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    if (error instanceof RangeError) throw invalidValue("This time zone is not known.", zoneHint);
    throw error;
  }
}

function offsetText(minutes: number): string {
  const apart = Math.abs(minutes);
  const digits = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${digits(Math.floor(apart / 60))}:${digits(apart % 60)}`;
}
