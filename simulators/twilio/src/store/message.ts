/** Where a message stands, in Twilio's words. */
export type MessageStatus =
  | "accepted"
  | "scheduled"
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "canceled"
  | "receiving"
  | "received"
  | "read";

/** A picture or file that belongs to a message. The file itself is never fetched. */
export interface Media {
  readonly sid: string;
  readonly url: string;
  readonly contentType: string;
}

/** A stored message. Instants are milliseconds since 1970. */
export interface Message {
  /** Grows by one with every message stored; the order of all lists. */
  readonly seq: number;
  readonly sid: string;
  readonly accountSid: string;
  readonly to: string;
  /** Null until a messaging service has chosen a sender. */
  from: string | null;
  body: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-reply";
  status: MessageStatus;
  numSegments: number;
  media: readonly Media[];
  readonly messagingServiceSid: string | null;
  /** Null until billed; then a negative decimal with 5 places. */
  price: string | null;
  errorCode: number | null;
  errorMessage: string | null;
  readonly createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  readonly sendAt: number | null;
  readonly statusCallback: string | null;
  readonly smartEncoded: boolean;
  /** How long the message may wait for its sender; null is as its service says, or else ten hours. */
  readonly validitySeconds: number | null;
  /** When lists begin to show it; null is at once. */
  listedAt: number | null;
  /** Whether somebody else sent it, as a fault does. */
  readonly foreign: boolean;
}

/** A message that has no place in the order yet. */
export type NewMessage = Omit<Message, "seq">;

const finalStatuses: ReadonlySet<MessageStatus> = new Set([
  "delivered",
  "undelivered",
  "failed",
  "canceled",
  "received",
  "read",
]);

/** Whether delivery is over; only then a message may be redacted or deleted. */
export function isFinal(message: Message): boolean {
  return finalStatuses.has(message.status);
}
