import { SegmentedMessage } from "sms-segments-calculator";

/** Characters that take one GSM-7 unit each and need no closer look. */
const plainGsm = /^[A-Za-z0-9 \n\r@£$¥!"#%&'()*+,\-./:;<=>?_]*$/;

/**
 * How many parts a text is sent in; an empty text counts as one.
 * Plain texts are counted here because the full calculation costs a hundred times more.
 */
export function countSegments(text: string, smartEncoded: boolean): number {
  if (plainGsm.test(text)) return text.length <= 160 ? 1 : Math.ceil(text.length / 153);
  return new SegmentedMessage(text, "auto", smartEncoded).segmentsCount;
}
