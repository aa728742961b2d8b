import type { Message } from "../../store/message.ts";

/** A message as the controls and the handsets page tell it; instants are ISO 8601 in UTC. */
export interface MessageView {
  readonly sid: string;
  /** Its place in the order of storing. */
  readonly seq: number;
  readonly accountSid: string;
  readonly to: string;
  readonly from: string | null;
  readonly body: string;
  readonly status: string;
  readonly direction: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentAt: string | null;
  readonly sendAt: string | null;
  readonly messagingServiceSid: string | null;
  readonly mediaUrls: readonly string[];
  readonly numSegments: number;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  /** Whether somebody else sent it: the fault foreign-twin makes such texts. */
  readonly foreign: boolean;
}

/** What the controls tell about a message. */
export function viewMessage(message: Message): MessageView {
  return {
    sid: message.sid,
    seq: message.seq,
    accountSid: message.accountSid,
    to: message.to,
    from: message.from,
    body: message.body,
    status: message.status,
    direction: message.direction,
    createdAt: iso(message.createdAt),
    updatedAt: iso(message.updatedAt),
    sentAt: message.sentAt === null ? null : iso(message.sentAt),
    sendAt: message.sendAt === null ? null : iso(message.sendAt),
    messagingServiceSid: message.messagingServiceSid,
    mediaUrls: message.media.map(({ url }) => url),
    numSegments: message.numSegments,
    errorCode: message.errorCode,
    errorMessage: message.errorMessage,
    foreign: message.foreign,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
