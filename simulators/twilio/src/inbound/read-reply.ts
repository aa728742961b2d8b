import { isRecipient, readAddress } from "../messages/addresses.ts";
import { parseHttpUrl } from "../messages/http-url.ts";
import { bodyMaxChars, mediaMax, readMedia } from "../messages/read-content.ts";
import type { Media, Message } from "../store/message.ts";
import type { Reply } from "./read-answer.ts";

/** A reply with everything that it leaves open filled in. */
export interface ReadReply {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly media: readonly Media[];
  readonly statusCallback: string | null;
}

/** Null for a reply that Twilio would not send. Addresses in it may be relative to the web hook. */
export function readReply(reply: Reply, hookUrl: string, inbound: Message): ReadReply | null {
  const to = reply.to ?? inbound.from ?? "";
  const from = reply.from ?? inbound.to;
  const mediaUrls = reply.mediaUrls.map((url) => absolute(url, hookUrl));
  const isWrong =
    to === from ||
    !isRecipient(readAddress(to)) ||
    Array.from(reply.body).length > bodyMaxChars ||
    mediaUrls.length > mediaMax ||
    mediaUrls.includes(null);
  if (isWrong) return null;
  return {
    to,
    from,
    body: reply.body,
    media: mediaUrls.flatMap((url) => (url === null ? [] : [readMedia(url)])),
    statusCallback: reply.statusCallback === null ? null : absolute(reply.statusCallback, hookUrl),
  };
}

function absolute(url: string, base: string): string | null {
  if (!URL.canParse(url, base)) return null;
  return parseHttpUrl(new URL(url, base).href)?.href ?? null;
}
