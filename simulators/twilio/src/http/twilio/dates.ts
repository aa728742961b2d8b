const keptTexts = 4096;
const textOfSecond = new Map<number, string>();

/**
 * An instant in the form of Twilio's answers: RFC 2822, in seconds, always `+0000`.
 * Neighbours in a list share their seconds, so the texts of the latest ones are kept.
 */
export function rfc2822(at: number): string {
  const second = Math.floor(at / 1000);
  let text = textOfSecond.get(second);
  if (text === undefined) {
    text = new Date(at).toUTCString().replace("GMT", "+0000");
    if (textOfSecond.size >= keptTexts) textOfSecond.clear();
    textOfSecond.set(second, text);
  }
  return text;
}

const dayMs = 86_400_000;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const withZone = /(?:Z|[+-]\d{2}:?\d{2}|\b[A-Z]{2,4})$/;

/** A stretch of time, both ends included, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a date or a date with a time, GMT unless it names its zone.
 * Returns the day or the second that it names; null when it is not a date.
 */
export function readSpan(text: string): Span | null {
  const trimmed = text.trim();
  const isDay = dateOnly.test(trimmed);
  const from = Date.parse(isDay || withZone.test(trimmed) ? trimmed : asGmt(trimmed));
  if (Number.isNaN(from) || !/^[A-Za-z\d]/.test(trimmed)) return null;
  if (isDay && new Date(from).toISOString().slice(0, 10) !== trimmed) return null;
  return { from, to: from + (isDay ? dayMs : 1000) - 1 };
}

function asGmt(text: string): string {
  return `${text.replace(/^(\d{4}-\d{2}-\d{2})T/, "$1 ")} GMT`;
}

/** The whole day (GMT) around an instant. */
export function dayAround(at: number): Span {
  const from = Math.floor(at / dayMs) * dayMs;
  return { from, to: from + dayMs - 1 };
}
