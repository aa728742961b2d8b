import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Context } from "../../../context.ts";
import { isE164 } from "../../../messages/addresses.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { IncomingNumber } from "../../../resources/incoming-number.ts";
import { serviceOf } from "../../../resources/resources.ts";
import { accountOf, formOf } from "../../twilio/call.ts";
import { notFound } from "../../twilio/find-message.ts";
import { findService } from "../find-service.ts";
import { isoSeconds, metaPage, originOf } from "../meta-page.ts";

const path = "/Services/:sid/PhoneNumbers";

/** `/v1/Services/{MG}/PhoneNumbers…`, and lists of its senders of other kinds. */
export function serviceSendersRoutes(app: FastifyInstance, context: Context): void {
  app.get(path, (request) =>
    metaPage(request, {
      key: "phone_numbers",
      rows: numbersOf(request, context),
      toJson: (number) => senderJson(request, number),
    }),
  );
  app.post(path, (request, reply) =>
    reply.code(201).send(senderJson(request, addSender(request, context))),
  );
  app.get(`${path}/:numberSid`, (request) => senderJson(request, findSender(request, context)));
  app.delete(`${path}/:numberSid`, (request, reply) => {
    const { senders } = findService(request);
    senders.splice(senders.indexOf(findSender(request, context).phoneNumber), 1);
    return reply.code(204).send();
  });
  otherSenders(app, { path: "ShortCodes", key: "short_codes", field: "short_code" }, /^\d+$/);
  otherSenders(
    app,
    { path: "AlphaSenders", key: "alpha_senders", field: "alpha_sender" },
    /[A-Z]/i,
  );
}

function otherSenders(
  app: FastifyInstance,
  names: { path: string; key: string; field: string },
  shape: RegExp,
): void {
  app.get(`/Services/:sid/${names.path}`, (request) => {
    const found = findService(request).senders.filter((sender) => shape.test(sender));
    return metaPage(request, {
      key: names.key,
      rows: found.map((sender) => ({ sid: sender })),
      toJson: ({ sid }) => ({ sid, [names.field]: sid, service_sid: findService(request).sid }),
    });
  });
}

function numbersOf(request: FastifyRequest, { resources }: Context): IncomingNumber[] {
  const account = accountOf(request);
  const senders = findService(request).senders.filter(isE164);
  return senders.map((sender) => resources.number(account, sender));
}

function addSender(request: FastifyRequest, { resources }: Context): IncomingNumber {
  const account = accountOf(request);
  const service = findService(request);
  const number = resources.numberBySid(account, formOf(request).one("PhoneNumberSid") ?? "");
  if (number === null) throw new TwilioError(20404, "The phone number was not found");
  const taken = serviceOf(account, number.phoneNumber);
  if (taken === service) throw new TwilioError(21710);
  if (taken !== null) throw new TwilioError(21712);
  service.senders.push(number.phoneNumber);
  return number;
}

function findSender(request: FastifyRequest, context: Context): IncomingNumber {
  const { numberSid } = request.params as { numberSid: string };
  const number = numbersOf(request, context).find(({ sid }) => sid === numberSid);
  if (number === undefined) throw notFound(request);
  return number;
}

function senderJson(request: FastifyRequest, number: IncomingNumber): Record<string, unknown> {
  const { sid: serviceSid } = findService(request);
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    service_sid: serviceSid,
    phone_number: number.phoneNumber,
    country_code: number.phoneNumber.startsWith("+1") ? "US" : "",
    capabilities: ["SMS", "MMS", "Voice"],
    date_created: isoSeconds(number.createdAt),
    date_updated: isoSeconds(number.updatedAt),
    url: `${originOf(request)}/v1/Services/${serviceSid}/PhoneNumbers/${number.sid}`,
  };
}
