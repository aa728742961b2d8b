import type { Account, MessagingService } from "../accounts/account.ts";
import { isSid } from "../ids.ts";
import { isSender, isSenderId, readAddress } from "./addresses.ts";
import type { Form } from "./form.ts";
import { TwilioError } from "./twilio-error.ts";

/** Who sends: a number, a messaging service, or a number out of a service's pool. */
export interface Sender {
  readonly from: string | null;
  readonly service: MessagingService | null;
}

/**
 * Reads From and MessagingServiceSid; a service's sid in From counts as the service.
 * Errors: 21603, 21212, 21606, 21701, 21704, 21705, 21711, 21712.
 */
export function readSender(form: Form, account: Account): Sender {
  let from = form.one("From") ?? "";
  let serviceSid = form.one("MessagingServiceSid") ?? "";
  if (isSid("MG", from) && serviceSid === "") [serviceSid, from] = [from, ""];
  if (serviceSid === "") {
    if (from === "") throw new TwilioError(21603);
    checkOwnSender(from, account);
    return { from, service: null };
  }
  const service = findService(serviceSid, account);
  if (from !== "") checkPoolSender(from, service, account);
  return { from: from === "" ? null : from, service };
}

function checkOwnSender(from: string, account: Account): void {
  const address = readAddress(from);
  if (!isSender(address)) throw new TwilioError(21212);
  if (isSenderId(address)) return;
  if (!account.numbers.includes(address.name)) throw new TwilioError(21606);
}

function findService(sid: string, account: Account): MessagingService {
  if (!isSid("MG", sid)) throw new TwilioError(21705);
  const service = account.services.find((candidate) => candidate.sid === sid);
  if (service === undefined) throw new TwilioError(21701);
  if (service.senders.length === 0) throw new TwilioError(21704);
  return service;
}

function checkPoolSender(from: string, service: MessagingService, account: Account): void {
  if (!isSender(readAddress(from))) throw new TwilioError(21212);
  if (service.senders.includes(from)) return;
  const isElsewhere = account.services.some((other) => other.senders.includes(from));
  throw new TwilioError(isElsewhere ? 21712 : 21711);
}
