import type { Message } from "../../store/message.ts";
import { rfc2822 } from "./dates.ts";

/**
 * A message as Twilio answers it: all 20 fields, nulls explicit, counts and price as text.
 * A create answer names only the media below it, later ones the feedback too.
 */
export function messageJson(message: Message, isCreateAnswer = false): Record<string, unknown> {
  const base = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return {
    account_sid: message.accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.media.length),
    num_segments: String(message.numSegments),
    price: message.price,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: isCreateAnswer
      ? { media: `${base}/Media.json` }
      : { media: `${base}/Media.json`, feedback: `${base}/Feedback.json` },
    to: message.to,
    uri: `${base}.json`,
  };
}
