import { renderSheet, renderTable } from "../terminal/table.ts";

/** The parts of a message that are shown; everything else is in `--json`. */
export interface Message {
  readonly sid: string;
  readonly status: string | null;
  readonly direction: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly messagingServiceSid: string | null;
  readonly body: string | null;
  readonly numSegments: string | null;
  readonly numMedia: string | null;
  readonly price: string | null;
  readonly priceUnit: string | null;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  readonly dateCreated: string | null;
  readonly dateSent: string | null;
  readonly dateUpdated: string | null;
}

const bodyMaxCharacters = 40;

/** One message, a field a line, and the attempt that sent it; absent fields are left out. */
export async function messageSheet(message: Message, attempt?: string): Promise<string> {
  const price = message.price === null ? null : `${message.price} ${message.priceUnit ?? ""}`;
  const pairs: [string, string | number | null][] = [
    ["SID", message.sid],
    ["Status", message.status],
    ["Direction", message.direction],
    ["From", message.from],
    ["Service", message.messagingServiceSid],
    ["To", message.to],
    ["Text", message.body],
    ["Segments", message.numSegments],
    ["Media", message.numMedia === "0" ? null : message.numMedia],
    ["Price", price],
    ["Error code", message.errorCode],
    ["Error", message.errorMessage],
    ["Created", message.dateCreated],
    ["Sent", message.dateSent],
    ["Updated", message.dateUpdated],
    ["Attempt", attempt ?? null],
  ];
  return renderSheet(pairs.filter(([, value]) => value !== null && value !== undefined));
}

/** Messages, one a line, with the beginnings of their texts. */
export async function messageTable(messages: readonly Message[]): Promise<string> {
  const rows = messages.map((message) => [
    message.sid,
    message.dateSent ?? message.dateCreated,
    message.from ?? message.messagingServiceSid,
    message.to,
    statusText(message),
    shorten(message.body ?? ""),
  ]);
  return renderTable(["SID", "DATE", "FROM", "TO", "STATUS", "TEXT"], rows);
}

function statusText({ status, errorCode }: Message): string | null {
  return errorCode === null ? status : `${status} (${errorCode})`;
}

function shorten(text: string): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  if (characters.length <= bodyMaxCharacters) return text;
  return `${characters.slice(0, bodyMaxCharacters - 1).join("")}…`;
}
