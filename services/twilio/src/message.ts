import { type Static, type TSchema, Type } from "typebox";

import { AnswerError } from "./answer-error.ts";

const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const text = orNull(Type.String());
const instant = orNull(Type.String({ description: "ISO 8601, UTC" }));

/**
 * A message as every command gives it: all twenty fields of Twilio's Message resource in camelCase,
 * absent values as null. Counts and price are texts, as Twilio has them.
 */
export const messageSchema = Type.Object({
  accountSid: text,
  apiVersion: text,
  body: text,
  dateCreated: instant,
  dateSent: instant,
  dateUpdated: instant,
  direction: text,
  errorCode: orNull(Type.Integer()),
  errorMessage: text,
  from: text,
  messagingServiceSid: text,
  numMedia: text,
  numSegments: text,
  price: text,
  priceUnit: text,
  sid: Type.String(),
  status: text,
  subresourceUris: orNull(Type.Record(Type.String(), Type.String())),
  to: text,
  uri: text,
});

/** One message, as commands give it. */
export type Message = Static<typeof messageSchema>;

/** What is read of the library's message instance. Its typings promise more than answers hold. */
export type LibraryMessage = { readonly [Field in keyof Message]?: unknown };

/**
 * Brings the library's message into our form.
 *
 * @throws AnswerError `incomplete` when it has no SID: such an answer proves nothing.
 */
export function toMessage(instance: LibraryMessage): Message {
  const { sid } = instance;
  if (typeof sid !== "string" || !/^[A-Z]{2}[0-9a-fA-F]{32}$/u.test(sid)) {
    throw new AnswerError("incomplete");
  }
  return {
    accountSid: textOrNull(instance.accountSid),
    apiVersion: textOrNull(instance.apiVersion),
    body: textOrNull(instance.body),
    dateCreated: instantOrNull(instance.dateCreated),
    dateSent: instantOrNull(instance.dateSent),
    dateUpdated: instantOrNull(instance.dateUpdated),
    direction: textOrNull(instance.direction),
    errorCode: Number.isSafeInteger(instance.errorCode) ? (instance.errorCode as number) : null,
    errorMessage: textOrNull(instance.errorMessage),
    from: textOrNull(instance.from),
    messagingServiceSid: textOrNull(instance.messagingServiceSid),
    numMedia: textOrNull(instance.numMedia),
    numSegments: textOrNull(instance.numSegments),
    price: textOrNull(instance.price),
    priceUnit: textOrNull(instance.priceUnit),
    sid,
    status: textOrNull(instance.status),
    subresourceUris: urisOrNull(instance.subresourceUris),
    to: textOrNull(instance.to),
    uri: textOrNull(instance.uri),
  };
}

function textOrNull(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : null;
}

function instantOrNull(value: unknown): string | null {
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : null;
}

function urisOrNull(value: unknown): Record<string, string> | null {
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => {
      return typeof entry[1] === "string";
    }),
  );
}
