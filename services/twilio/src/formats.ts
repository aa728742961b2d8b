/** What addresses, SIDs and URLs look like. Form only: whether a number exists is Twilio's to say. */
const e164 = "\\+[1-9]\\d{1,14}";
const channelAddress = `whatsapp:${e164}|(?!whatsapp:)[A-Za-z][A-Za-z0-9-]{1,31}:[^\\s:][^\\s]{0,199}`;
const shortCode = "\\d{3,8}";
const alphanumericId = "(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9 &+_-]{1,11}";

/**
 * Patterns for JSON Schema, by what they describe.
 *
 * Source: facts on identifiers, senders and sizes of Twilio's API, version 2010-04-01.
 */
export const patterns = {
  accountSid: "^AC[0-9a-fA-F]{32}$",
  apiKey: "^SK[0-9a-fA-F]{32}$",
  messageSid: "^(?:SM|MM)[0-9a-fA-F]{32}$",
  serviceSid: "^MG[0-9a-fA-F]{32}$",
  contentSid: "^HX[0-9a-fA-F]{32}$",
  applicationSid: "^AP[0-9a-fA-F]{32}$",
  recipient: `^(?:${e164}|${channelAddress})$`,
  sender: `^(?:${e164}|${shortCode}|${alphanumericId}|${channelAddress})$`,
  senderOrService: `^(?:${e164}|${shortCode}|${alphanumericId}|${channelAddress}|MG[0-9a-fA-F]{32})$`,
  httpUrl: "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#]+(?:[/?#][^\\s]*)?$",
} as const;

/** How each pattern is put into words, to follow "must be". */
export const wordings = {
  accountSid: "AC followed by 32 hexadecimal digits",
  apiKey: "SK followed by 32 hexadecimal digits",
  messageSid: "SM or MM followed by 32 hexadecimal digits",
  serviceSid: "MG followed by 32 hexadecimal digits",
  contentSid: "HX followed by 32 hexadecimal digits",
  applicationSid: "AP followed by 32 hexadecimal digits",
  recipient:
    "a phone number in E.164 form (+, country code and number, digits only, 15 at most) or a channel address such as whatsapp:+…",
  sender:
    "a phone number in E.164 form (+, country code and number, digits only), a short code, a sender id of at most 11 letters and digits, or a channel address such as whatsapp:+…",
  senderOrService:
    "a phone number in E.164 form, a short code, a sender id of at most 11 letters and digits, a channel address such as whatsapp:+…, or a Messaging Service SID (MG…)",
  httpUrl: "a URL that starts with https:// or http://",
} as const;
