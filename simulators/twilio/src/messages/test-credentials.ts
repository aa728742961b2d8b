import type { TwilioErrorCode } from "./error-table.ts";
import { TwilioError } from "./twilio-error.ts";

const bySender: Record<string, TwilioErrorCode> = {
  "+15005550001": 21212,
  "+15005550007": 21606,
  "+15005550008": 21611,
};

const byRecipient: Record<string, TwilioErrorCode> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};

/**
 * The magic numbers that choose an answer under test credentials.
 * Errors: the number's own; 21606 for every sender but +15005550006.
 * Source: https://www.twilio.com/docs/iam/test-credentials (2026-04).
 */
export function checkMagicNumbers(from: string, to: string): void {
  if (from !== "+15005550006") throw new TwilioError(bySender[from] ?? 21606);
  const refused = byRecipient[to];
  if (refused !== undefined) throw new TwilioError(refused);
}
