const form =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[Tt ](?<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?<zone>[Zz]|[+-]\d{2}:\d{2})?)?$/u;

/** A day or an instant, read from ISO 8601 text. */
export interface Instant {
  /** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ssZ` in UTC when a time was given. */
  readonly text: string;
  readonly hasTime: boolean;
  readonly ms: number;
}

/**
 * Reads ISO 8601 text that names a real day of the calendar. A time without a zone is taken as UTC;
 * fractions of seconds are dropped, as Twilio does not know them.
 *
 * @returns null when the text is anything else.
 */
export function readInstant(text: string): Instant | null {
  const groups = form.exec(text)?.groups;
  const date = groups?.["date"];
  if (date === undefined || !isRealDay(date)) return null;
  const time = groups?.["time"];
  if (time === undefined) return { text: date, hasTime: false, ms: Date.parse(date) };
  const whole = time.length === 5 ? `${time}:00` : time;
  const ms = Date.parse(`${date}T${whole}${(groups?.["zone"] ?? "Z").toUpperCase()}`);
  if (Number.isNaN(ms)) return null;
  return { text: `${new Date(ms).toISOString().slice(0, 19)}Z`, hasTime: true, ms };
}

function isRealDay(date: string): boolean {
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date;
}
