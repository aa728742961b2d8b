const longestText = 300;

/**
 * Twilio's own text, fit to be shown: what we sent, quoted values and everything that could be a
 * number are replaced. Of a number the last two digits stay.
 *
 * @param sent The forms and queries that the request held.
 */
export function maskText(text: string, sent: readonly object[]): string {
  let masked = text;
  for (const one of textsIn(sent)) masked = masked.replaceAll(one, "•••");
  return masked
    .replace(/(["'`])([^"'`]*)\1/gu, (whole, quote: string, inner: string) => {
      return /^[A-Za-z_]{1,40}$/u.test(inner) ? whole : `${quote}•••${quote}`;
    })
    .replace(/\+?\d(?:[\s().-]{0,2}\d){3,}/gu, (number) => `•••${number.slice(-2)}`)
    .slice(0, longestText);
}

/** Longest first, so that no part of one text hides another. */
function textsIn(sent: readonly object[]): string[] {
  return sent
    .flatMap((part): unknown[] => Object.values(part).flat())
    .filter((value): value is string => typeof value === "string" && value.length > 2)
    .toSorted((a, b) => b.length - a.length);
}

/** A link to Twilio's own pages; null for everything else that an answer might hold. */
export function twilioLinkOrNull(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 200 || !URL.canParse(value)) return null;
  const url = new URL(value);
  const isTwilio = url.hostname === "twilio.com" || url.hostname.endsWith(".twilio.com");
  if (url.protocol !== "https:" || !isTwilio || url.username !== "") return null;
  return /\d{7}/u.test(url.pathname) ? null : `${url.origin}${url.pathname}`;
}
