import type { Message } from "../store/message.ts";

const smsPrice = 0.0083;
const mmsPrice = 0.02;

/** What a message costs: a negative decimal with 5 places. */
export function priceOf(message: Message): string {
  const price = message.sid.startsWith("MM") ? mmsPrice : smsPrice * message.numSegments;
  return `-${price.toFixed(5)}`;
}
