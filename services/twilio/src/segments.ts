import { SegmentedMessage } from "sms-segments-calculator";

/**
 * How many segments Twilio will count for a message: what the rate of a sender is measured in.
 * Media and content templates count as one. Source:
 * https://www.twilio.com/docs/glossary/what-sms-character-limit
 */
export function countSegments(
  text: string,
  { mediaUrl, contentSid, sendAsMms, smartEncoded }: SegmentOptions,
): number {
  if (mediaUrl !== undefined || contentSid !== undefined || sendAsMms === true) return 1;
  return new SegmentedMessage(text, "auto", smartEncoded === true).segmentsCount;
}

/** The options of a create that change how it is counted. */
interface SegmentOptions {
  readonly mediaUrl?: unknown;
  readonly contentSid?: unknown;
  readonly sendAsMms?: unknown;
  readonly smartEncoded?: unknown;
}
