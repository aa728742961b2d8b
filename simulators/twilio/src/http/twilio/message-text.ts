import type { Message } from "../../store/message.ts";
import { rfc2822 } from "./dates.ts";

const safe = /^[\w +.,:;!?@#$%&*()=/'<>~|^`{}[\]-]*$/;

/** The text of `JSON.stringify(messageJson(message))`, made faster: a page has a thousand of them. */
export function messageText(message: Message): string {
  const base = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  return (
    `{"account_sid":"${message.accountSid}","api_version":"2010-04-01","body":${quote(message.body)}` +
    `,"date_created":"${rfc2822(message.createdAt)}","date_sent":${
      message.sentAt === null ? "null" : `"${rfc2822(message.sentAt)}"`
    },"date_updated":"${rfc2822(message.updatedAt)}","direction":"${message.direction}"` +
    `,"error_code":${message.errorCode},"error_message":${quote(message.errorMessage)}` +
    `,"from":${quote(message.from)},"messaging_service_sid":${quote(message.messagingServiceSid)}` +
    `,"num_media":"${message.media.length}","num_segments":"${message.numSegments}"` +
    `,"price":${quote(message.price)},"price_unit":"USD","sid":"${message.sid}"` +
    `,"status":"${message.status}","subresource_uris":{"media":"${base}/Media.json"` +
    `,"feedback":"${base}/Feedback.json"},"to":${quote(message.to)},"uri":"${base}.json"}`
  );
}

function quote(text: string | null): string {
  if (text === null) return "null";
  return safe.test(text) ? `"${text}"` : JSON.stringify(text);
}
