import type { Message } from "../store/message.ts";

/** The parameters of a status callback, in the order in which Twilio has been seen to send them. */
export function callbackFields(message: Message): [string, string][] {
  const { sid, status, errorCode, messagingServiceSid } = message;
  const isReceipt = status === "delivered" || status === "undelivered";
  return [
    ...(isReceipt ? [pair("RawDlrDoneDate", carrierTime(message.updatedAt))] : []),
    ...(errorCode === null ? [] : [pair("ErrorCode", String(errorCode))]),
    pair("SmsSid", sid),
    pair("SmsStatus", status),
    pair("MessageStatus", status),
    pair("To", message.to),
    ...(messagingServiceSid === null ? [] : [pair("MessagingServiceSid", messagingServiceSid)]),
    pair("MessageSid", sid),
    pair("AccountSid", message.accountSid),
    ...(message.from === null ? [] : [pair("From", message.from)]),
    pair("ApiVersion", "2010-04-01"),
  ];
}

function pair(name: string, value: string): [string, string] {
  return [name, value];
}

/** `YYMMDDhhmm` */
function carrierTime(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, "").slice(2, 12);
}
