import type { Account } from "../accounts/account.ts";
import { isSid, newSid } from "../ids.ts";
import type { NewMessage } from "../store/message.ts";
import { isRecipient, isSenderId, readAddress } from "./addresses.ts";
import type { Form } from "./form.ts";
import { parseHttpUrl } from "./http-url.ts";
import { readContent } from "./read-content.ts";
import { checkPlainParameters, readBoolean, readNumber } from "./read-parameters.ts";
import { readSchedule } from "./read-schedule.ts";
import { readSender, type Sender } from "./read-sender.ts";
import { countSegments } from "./segments.ts";
import { checkMagicNumbers } from "./test-credentials.ts";
import { TwilioError } from "./twilio-error.ts";

const validityMaxSeconds = 36_000;

/**
 * Turns the form of a create request into a message, not stored yet.
 * Errors: TwilioError with the first rule that the form breaks.
 */
export function readMessage(form: Form, account: Account, now: number): NewMessage {
  const to = readRecipient(form);
  const sender = account.test ? readTestSender(form, to) : readSender(form, account);
  const isServiceSend = sender.service !== null;
  const { body, media } = readContent(form, isServiceSend);
  checkRoute(to, sender.from);
  const sendAt = readSchedule(form, isServiceSend, now);
  checkOthers(form, isServiceSend);
  const smartEncoded = readBoolean(form, "SmartEncoded");
  const isMms = media.length > 0 || readBoolean(form, "SendAsMms");
  return {
    sid: newSid(isMms ? "MM" : "SM"),
    accountSid: account.accountSid,
    to,
    from: sender.from,
    body,
    direction: "outbound-api",
    status: sendAt !== null ? "scheduled" : isServiceSend ? "accepted" : "queued",
    numSegments: isServiceSend ? 0 : countParts(to, body, isMms, smartEncoded),
    media,
    messagingServiceSid: sender.service?.sid ?? null,
    price: null,
    errorCode: null,
    errorMessage: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    sendAt,
    statusCallback: readStatusCallback(form),
    smartEncoded,
    validitySeconds: readValidity(form),
    listedAt: null,
    foreign: false,
  };
}

/** How many parts a message is sent in; only texts have more than one. */
export function countParts(
  to: string,
  body: string,
  isMms: boolean,
  smartEncoded: boolean,
): number {
  return isMms || readAddress(to).channel !== "" ? 1 : countSegments(body, smartEncoded);
}

function readRecipient(form: Form): string {
  const to = form.one("To") ?? "";
  if (to === "") throw new TwilioError(21604);
  return to;
}

/** Messaging services are unknown to test credentials. */
function readTestSender(form: Form, to: string): Sender {
  const from = form.one("From") ?? "";
  if (from === "") throw new TwilioError(21603);
  checkMagicNumbers(from, to);
  return { from, service: null };
}

function checkRoute(to: string, from: string | null): void {
  const recipient = readAddress(to);
  if (!isRecipient(recipient)) throw new TwilioError(21211);
  if (from === null) return;
  if (from === to) throw new TwilioError(21266);
  const sender = readAddress(from);
  if (sender.channel !== recipient.channel) throw new TwilioError(21612);
  if (isSenderId(sender) && to.startsWith("+1")) throw new TwilioError(21612);
}

function readValidity(form: Form): number | null {
  const validity = readNumber(form, "ValidityPeriod", /^-?\d+$/);
  if (validity === undefined) return null;
  if (validity < 1 || validity > validityMaxSeconds) throw new TwilioError(21624);
  return validity;
}

function checkOthers(form: Form, isServiceSend: boolean): void {
  checkPlainParameters(form);
  const application = form.one("ApplicationSid");
  if (application !== undefined && !isSid("AP", application)) throw new TwilioError(21218);
  if (readBoolean(form, "ShortenUrls") && !isServiceSend) {
    throw new TwilioError(20001, "ShortenUrls needs a MessagingServiceSid");
  }
}

/** The host may have no underscore, as Twilio refuses those. */
function readStatusCallback(form: Form): string | null {
  const text = form.one("StatusCallback");
  if (text === undefined) return null;
  const url = parseHttpUrl(text);
  if (url === null || url.hostname.includes("_")) throw new TwilioError(21609);
  return text;
}
