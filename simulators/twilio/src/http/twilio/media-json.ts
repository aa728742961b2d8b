import type { Media, Message } from "../../store/message.ts";
import { rfc2822 } from "./dates.ts";

/** Where the files of a message are, without the ending. */
export function mediaPath({ accountSid, sid }: Message): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media`;
}

/** A file's record as Twilio answers it. */
export function mediaJson(message: Message, media: Media): Record<string, unknown> {
  const date = rfc2822(message.createdAt);
  return {
    account_sid: message.accountSid,
    content_type: media.contentType,
    date_created: date,
    date_updated: date,
    parent_sid: message.sid,
    sid: media.sid,
    uri: `${mediaPath(message)}/${media.sid}.json`,
  };
}
