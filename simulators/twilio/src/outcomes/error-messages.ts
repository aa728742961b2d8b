/**
 * Codes that appear on a message after it was taken, in our words.
 * Source: https://www.twilio.com/docs/api/errors (2026-04).
 */
const messages: Readonly<Record<number, string>> = {
  21610: "Attempt to send to unsubscribed recipient",
  30001: "Queue overflow",
  30002: "Account suspended",
  30003: "Unreachable destination handset",
  30004: "Message blocked",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
  30011: "MMS not supported by the receiving phone number in this region",
  30017: "Carrier network congestion",
  30019: "Content size exceeds carrier limit",
  30022: "Rate limit exceeded with the carrier",
  30023: "Daily message cap reached",
  30032: "Toll-free number has not been verified",
  30034: "Message from an unregistered number",
  30036: "Validity period expired",
  30410: "Provider timeout",
  30450: "Message delivery blocked",
  30453: "Message could not be delivered",
  30500: "Internal failure",
  63016: "Message outside of the allowed window",
  63024: "Invalid message recipient",
};

/** What Twilio says about a code on a message. */
export function errorMessageFor(code: number): string {
  return messages[code] ?? "Unknown error";
}
