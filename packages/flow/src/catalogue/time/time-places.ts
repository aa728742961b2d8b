import type { ZonedTime } from "./zoned-time.ts";

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The places that the format of a time may have, each with what it is filled with. */
const places: Readonly<Record<string, (time: ZonedTime) => string>> = {
  year: ({ year }) => digits(year, 4),
  month: ({ month }) => digits(month),
  monthNumber: ({ month }) => String(month),
  monthName: ({ month }) => monthNames[month - 1] ?? "",
  day: ({ day }) => digits(day),
  dayNumber: ({ day }) => String(day),
  weekdayName: ({ weekday }) => weekdayNames[weekday - 1] ?? "",
  hour: ({ hour }) => digits(hour),
  hour12: ({ hour }) => String(hour % 12 === 0 ? 12 : hour % 12),
  ampm: ({ hour }) => (hour < 12 ? "AM" : "PM"),
  minute: ({ minute }) => digits(minute),
  second: ({ second }) => digits(second),
  offset: ({ offset }) => offset,
};

/** The names of the places, for tooltips and hints. */
export const timePlaceNames: readonly string[] = Object.keys(places);

/** What a place is filled with; null for one that does not exist. */
export function timePlace(time: ZonedTime, place: string): string | null {
  return Object.hasOwn(places, place) ? (places[place]?.(time) ?? null) : null;
}

function digits(number: number, length = 2): string {
  return String(number).padStart(length, "0");
}
