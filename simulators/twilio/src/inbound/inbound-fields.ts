import type { Message } from "../store/message.ts";

/**
 * The parameters of an inbound web hook, in the order in which Twilio has been seen to send them.
 * Source: https://www.twilio.com/docs/messaging/guides/webhook-request (2026-04).
 */
export function inboundFields(message: Message, context: InboundContext): [string, string][] {
  const { sid, media } = message;
  const { optOutType, origin } = context;
  return [
    ["ToCountry", countryOf(message.to)],
    ["ToState", ""],
    ["SmsMessageSid", sid],
    ["NumMedia", String(media.length)],
    ["ToCity", ""],
    ["FromZip", ""],
    ["SmsSid", sid],
    ["FromState", ""],
    ["SmsStatus", "received"],
    ["FromCity", ""],
    ["Body", message.body],
    ["FromCountry", countryOf(message.from ?? "")],
    ["To", message.to],
    ...pairIf("MessagingServiceSid", message.messagingServiceSid),
    ["ToZip", ""],
    ...media.map(({ contentType }, at): [string, string] => [`MediaContentType${at}`, contentType]),
    ["NumSegments", String(message.numSegments)],
    ["ReferralNumMedia", "0"],
    ["MessageSid", sid],
    ["AccountSid", message.accountSid],
    ...media.map((file, at): [string, string] => [
      `MediaUrl${at}`,
      `${origin}/2010-04-01/Accounts/${message.accountSid}/Messages/${sid}/Media/${file.sid}`,
    ]),
    ["From", message.from ?? ""],
    ["ApiVersion", "2010-04-01"],
    ...pairIf("OptOutType", optOutType),
  ];
}

interface InboundContext {
  readonly optOutType: string | null;
  /** Where this simulator is reached, for the addresses of media. */
  readonly origin: string;
}

function pairIf(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

/** A guess that is right for the numbers people test with. */
function countryOf(number: string): string {
  if (number.startsWith("+1")) return "US";
  return number.startsWith("+44") ? "GB" : "";
}
