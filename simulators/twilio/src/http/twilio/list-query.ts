import type { Form } from "../../messages/form.ts";
import { TwilioError } from "../../messages/twilio-error.ts";
import type { MessageLog } from "../../store/message-log.ts";
import type { Message } from "../../store/message.ts";
import { dayAround, readSpan, type Span } from "./dates.ts";
import { readPaging, type Paging } from "./paging.ts";

const filterNames = ["To", "From", "DateSent", "DateSent<", "DateSent>"] as const;

/** A list request, understood. */
export interface ListQuery {
  readonly to: string | undefined;
  readonly isWanted: (message: Message) => boolean;
  readonly beforeSeq: number | undefined;
  readonly paging: Paging;
  /** The filters as given, to be repeated in the answer's links. */
  readonly filters: readonly (readonly [string, string])[];
}

/** Errors: 20001 for a date, size or token that cannot be read. */
export function readListQuery(query: Form, log: MessageLog, find: Find, now: number): ListQuery {
  const paging = readPaging(query);
  const from = query.one("From") || undefined;
  const sent = readSentSpan(query);
  return {
    to: query.one("To") || undefined,
    isWanted: (message) =>
      (from === undefined || message.from === from) &&
      (sent === null || isWithin(message, sent)) &&
      (message.listedAt === null || message.listedAt <= now),
    beforeSeq: paging.token === undefined ? undefined : seqOfToken(paging.token, log, find),
    paging,
    filters: filterNames.flatMap((name) => {
      const value = query.one(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  };
}

type Find = (sid: string) => Message | null;

/** A token names a row; a row that has been deleted since keeps its place. */
function seqOfToken(token: string, log: MessageLog, find: Find): number {
  const sid = token.slice(2);
  const seq = find(sid)?.seq ?? log.removedSeq(sid);
  if (!token.startsWith("PA") || seq === undefined)
    throw new TwilioError(20001, "Invalid PageToken");
  return seq;
}

/** What is not sent yet has no DateSent and passes no date filter. */
function isWithin(message: Message, span: Span): boolean {
  return message.sentAt !== null && message.sentAt >= span.from && message.sentAt <= span.to;
}

/** A time in plain DateSent names its whole day; in the inequalities it counts to the second. */
function readSentSpan(query: Form): Span | null {
  const on = readDate(query, "DateSent");
  const until = readDate(query, "DateSent<");
  const since = readDate(query, "DateSent>");
  if (on === null && until === null && since === null) return null;
  const day = on === null ? null : dayAround(on.from);
  return {
    from: Math.max(day?.from ?? -Infinity, since?.from ?? -Infinity),
    to: Math.min(day?.to ?? Infinity, until?.to ?? Infinity),
  };
}

function readDate(query: Form, name: string): Span | null {
  const text = query.one(name);
  if (text === undefined) return null;
  const span = readSpan(text);
  if (span === null) throw new TwilioError(20001, `${name} is not a valid date`);
  return span;
}
