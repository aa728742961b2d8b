import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Account } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { isSid } from "../../../ids.ts";
import { isE164 } from "../../../messages/addresses.ts";
import type { Form } from "../../../messages/form.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { IncomingNumber } from "../../../resources/incoming-number.ts";
import { accountOf, formOf, queryOf } from "../call.ts";
import { notFound } from "../find-message.ts";
import { listRows } from "../list-rows.ts";
import { numberJson } from "../number-json.ts";
import { assignGiven, readHookMethod, readHookUrl, readText } from "../read-settings.ts";

const path = "/Accounts/:accountSid/IncomingPhoneNumbers";
const filterNames = ["PhoneNumber", "FriendlyName"] as const;

/** `/Accounts/{AC}/IncomingPhoneNumbers…`: list, buy, fetch, update and give back. */
export function incomingNumbersRoutes(app: FastifyInstance, context: Context): void {
  const { resources, clock } = context;
  app.get(`${path}.json`, (request) => listNumbers(request, context));
  app.post(`${path}.json`, (request, reply) => {
    const account = accountOf(request);
    const number = buyNumber(formOf(request), account, context);
    return reply.code(201).send(numberJson(number));
  });
  app.get(`${path}/:sid.json`, (request) => numberJson(findNumber(request, context)));
  app.post(`${path}/:sid.json`, (request) => {
    const number = findNumber(request, context);
    changeNumber(number, formOf(request), clock.now());
    return numberJson(number);
  });
  app.delete(`${path}/:sid.json`, (request, reply) => {
    resources.giveBack(accountOf(request), findNumber(request, context));
    return reply.code(204).send();
  });
}

function listNumbers(request: FastifyRequest, { resources }: Context): Record<string, unknown> {
  const account = accountOf(request);
  const query = queryOf(request);
  const [phoneNumber, friendlyName] = filterNames.map((name) => query.one(name) || undefined);
  const digits = phoneNumber?.replace(/[^\d]/g, "");
  return listRows(request, {
    key: "incoming_phone_numbers",
    path: `/2010-04-01/Accounts/${account.accountSid}/IncomingPhoneNumbers.json`,
    rows: resources.numbersOf(account).filter((number) => {
      const isNamed = friendlyName === undefined || number.friendlyName === friendlyName;
      return isNamed && (digits === undefined || number.phoneNumber.includes(digits));
    }),
    toJson: numberJson,
    filters: filterNames.flatMap((name) => {
      const value = query.one(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  });
}

function findNumber(request: FastifyRequest, { resources }: Context): IncomingNumber {
  const { sid } = request.params as { sid: string };
  const number = resources.numberBySid(accountOf(request), sid);
  if (number === null) throw notFound(request);
  return number;
}

/** Any number that nobody has is for sale; an area code gets one that begins with it. */
function buyNumber(form: Form, account: Account, context: Context): IncomingNumber {
  const { resources, directory, clock } = context;
  const areaCode = form.one("AreaCode");
  const wanted = form.one("PhoneNumber") ?? freeNumber(areaCode ?? "", context);
  if (!isE164(wanted)) throw new TwilioError(21421);
  if (directory.ownerOf(wanted) !== null) throw new TwilioError(21422);
  const settings = readSettings(form);
  account.numbers.push(wanted);
  const number = resources.number(account, wanted, clock.now());
  assignGiven(number, settings);
  return number;
}

function freeNumber(areaCode: string, { directory }: Context): string {
  if (!/^[2-9]\d\d$/.test(areaCode)) throw new TwilioError(21421);
  const count = directory.accounts.flatMap(({ numbers }) => numbers).length;
  for (let line = 100 + count; line < 10_000; line += 1) {
    const number = `+1${areaCode}555${String(line).padStart(4, "0")}`;
    if (directory.ownerOf(number) === null) return number;
  }
  throw new TwilioError(21422);
}

function changeNumber(number: IncomingNumber, form: Form, now: number): void {
  assignGiven(number, { ...readSettings(form), updatedAt: now });
}

function readSettings(form: Form) {
  const smsApplicationSid = readText(form, "SmsApplicationSid");
  if (smsApplicationSid && !isSid("AP", smsApplicationSid)) throw new TwilioError(21218);
  return {
    friendlyName: readText(form, "FriendlyName"),
    smsUrl: readHookUrl(form, "SmsUrl"),
    smsMethod: readHookMethod(form, "SmsMethod"),
    smsFallbackUrl: readHookUrl(form, "SmsFallbackUrl"),
    smsFallbackMethod: readHookMethod(form, "SmsFallbackMethod"),
    smsApplicationSid,
    statusCallback: readHookUrl(form, "StatusCallback"),
    statusCallbackMethod: readHookMethod(form, "StatusCallbackMethod"),
  };
}
