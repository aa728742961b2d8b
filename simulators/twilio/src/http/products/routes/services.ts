import type { FastifyInstance, FastifyRequest } from "fastify";

import type { MessagingService } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { newSid } from "../../../ids.ts";
import type { Form } from "../../../messages/form.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { ServiceSettings } from "../../../resources/service-settings.ts";
import { accountOf, formOf } from "../../twilio/call.ts";
import {
  assignGiven,
  readHookMethod,
  readHookUrl,
  readSeconds,
  readSwitch,
  readText,
} from "../../twilio/read-settings.ts";
import { findService } from "../find-service.ts";
import { isoSeconds, metaPage, originOf } from "../meta-page.ts";

/** `/v1/Services…`: messaging services. */
export function servicesRoutes(app: FastifyInstance, context: Context): void {
  const { resources, clock } = context;
  app.get("/Services", (request) => {
    const account = accountOf(request);
    return metaPage(request, {
      key: "services",
      rows: account.services,
      toJson: (service) => serviceJson(request, resources.service(account, service)),
    });
  });
  app.post("/Services", (request, reply) => {
    const form = formOf(request);
    if (!form.one("FriendlyName")) throw new TwilioError(20001, "FriendlyName is required");
    const service: MessagingService = { sid: newSid("MG"), senders: [] };
    const settings = readSettings(form);
    const account = accountOf(request);
    const made = resources.service(account, service, clock.now());
    assignGiven(made, settings);
    account.services.push(service);
    return reply.code(201).send(serviceJson(request, made));
  });
  app.get("/Services/:sid", (request) => serviceJson(request, settingsOf(request, context)));
  app.post("/Services/:sid", (request) => {
    const settings = settingsOf(request, context);
    assignGiven(settings, { ...readSettings(formOf(request)), updatedAt: clock.now() });
    return serviceJson(request, settings);
  });
  app.delete("/Services/:sid", (request, reply) => {
    const { services } = accountOf(request);
    services.splice(services.indexOf(findService(request)), 1);
    return reply.code(204).send();
  });
}

function settingsOf(request: FastifyRequest, { resources }: Context): ServiceSettings {
  return resources.service(accountOf(request), findService(request));
}

function readSettings(form: Form) {
  return {
    friendlyName: readText(form, "FriendlyName"),
    inboundRequestUrl: readHookUrl(form, "InboundRequestUrl"),
    inboundMethod: readHookMethod(form, "InboundMethod"),
    fallbackUrl: readHookUrl(form, "FallbackUrl"),
    fallbackMethod: readHookMethod(form, "FallbackMethod"),
    statusCallback: readHookUrl(form, "StatusCallback"),
    useInboundWebhookOnNumber: readSwitch(form, "UseInboundWebhookOnNumber"),
    stickySender: readSwitch(form, "StickySender"),
    smartEncoding: readSwitch(form, "SmartEncoding"),
    mmsConverter: readSwitch(form, "MmsConverter"),
    areaCodeGeomatch: readSwitch(form, "AreaCodeGeomatch"),
    validityPeriod: readSeconds(form, "ValidityPeriod"),
    usecase: readText(form, "Usecase"),
  };
}

function serviceJson(request: FastifyRequest, settings: ServiceSettings): Record<string, unknown> {
  const url = `${originOf(request)}/v1/Services/${settings.sid}`;
  return {
    sid: settings.sid,
    account_sid: settings.accountSid,
    friendly_name: settings.friendlyName,
    inbound_request_url: settings.inboundRequestUrl || null,
    inbound_method: settings.inboundMethod,
    fallback_url: settings.fallbackUrl || null,
    fallback_method: settings.fallbackMethod,
    status_callback: settings.statusCallback || null,
    sticky_sender: settings.stickySender,
    mms_converter: settings.mmsConverter,
    smart_encoding: settings.smartEncoding,
    scan_message_content: "inherit",
    fallback_to_long_code: true,
    area_code_geomatch: settings.areaCodeGeomatch,
    synchronous_validation: false,
    validity_period: settings.validityPeriod,
    usecase: settings.usecase,
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: settings.useInboundWebhookOnNumber,
    date_created: isoSeconds(settings.createdAt),
    date_updated: isoSeconds(settings.updatedAt),
    url,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
    },
  };
}
