import { newSid } from "../ids.ts";
import { countParts } from "../messages/read-message.ts";
import type { Media, NewMessage } from "../store/message.ts";

/** What an inbound text or a reply is made of. */
export interface MessageParts {
  readonly accountSid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly media: readonly Media[];
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
  readonly now: number;
}

/** A text from a handset, on its way in. */
export function makeInbound(parts: MessageParts): NewMessage {
  return { ...make(parts), direction: "inbound", status: "receiving" };
}

/** A text that answers an inbound one. */
export function makeReply(parts: MessageParts): NewMessage {
  return { ...make(parts), direction: "outbound-reply", status: "queued" };
}

/** A text that Twilio sends for one of its other products. */
export function makeOutbound(parts: MessageParts): NewMessage {
  return { ...make(parts), direction: "outbound-api", status: "queued" };
}

function make({ now, ...parts }: MessageParts): Omit<NewMessage, "direction" | "status"> {
  const isMms = parts.media.length > 0;
  return {
    ...parts,
    sid: newSid(isMms ? "MM" : "SM"),
    numSegments: countParts(parts.to, parts.body, isMms, false),
    price: null,
    errorCode: null,
    errorMessage: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    sendAt: null,
    smartEncoded: false,
    validitySeconds: null,
    listedAt: null,
    foreign: false,
  };
}
