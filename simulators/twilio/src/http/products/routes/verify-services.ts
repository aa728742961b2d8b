import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Context } from "../../../context.ts";
import type { Form } from "../../../messages/form.ts";
import { readNumber } from "../../../messages/read-parameters.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { VerifyService } from "../../../verify/verifications.ts";
import { accountOf, formOf } from "../../twilio/call.ts";
import { assignGiven } from "../../twilio/read-settings.ts";
import { findVerifyService } from "../find-verify-service.ts";
import { isoSeconds, metaPage, originOf } from "../meta-page.ts";

const codeLengthUsual = 6;

/** `/v2/Services…`: services that verify people's numbers. */
export function verifyServicesRoutes(app: FastifyInstance, context: Context): void {
  const { verifications, clock } = context;
  app.get("/Services", (request) => {
    const { accountSid } = accountOf(request);
    return metaPage(request, {
      key: "services",
      rows: verifications.services.filter((service) => service.accountSid === accountSid),
      toJson: (service) => serviceJson(request, service),
    });
  });
  app.post("/Services", (request, reply) => {
    const form = formOf(request);
    const name = form.one("FriendlyName") ?? "";
    if (name === "") throw new TwilioError(20001, "FriendlyName is required");
    const codeLength = readCodeLength(form) ?? codeLengthUsual;
    const service = verifications.addService(accountOf(request).accountSid, name, codeLength);
    return reply.code(201).send(serviceJson(request, service));
  });
  app.get("/Services/:sid", (request) => serviceJson(request, findVerifyService(request, context)));
  app.post("/Services/:sid", (request) => {
    const service = findVerifyService(request, context);
    const form = formOf(request);
    assignGiven(service, {
      friendlyName: form.one("FriendlyName"),
      codeLength: readCodeLength(form),
      updatedAt: clock.now(),
    });
    return serviceJson(request, service);
  });
  app.delete("/Services/:sid", (request, reply) => {
    verifications.removeService(findVerifyService(request, context));
    return reply.code(204).send();
  });
}

function readCodeLength(form: Form): number | undefined {
  const length = readNumber(form, "CodeLength", /^\d{1,2}$/);
  if (length === undefined || (length >= 4 && length <= 10)) return length;
  throw new TwilioError(60200, "CodeLength must be from 4 to 10");
}

function serviceJson(request: FastifyRequest, service: VerifyService): Record<string, unknown> {
  const url = `${originOf(request)}/v2/Services/${service.sid}`;
  return {
    sid: service.sid,
    account_sid: service.accountSid,
    friendly_name: service.friendlyName,
    code_length: service.codeLength,
    lookup_enabled: false,
    psd2_enabled: false,
    skip_sms_to_landlines: false,
    dtmf_input_required: true,
    tts_name: null,
    do_not_share_warning_enabled: false,
    custom_code_enabled: false,
    default_template_sid: null,
    push: {},
    totp: {},
    whatsapp: {},
    date_created: isoSeconds(service.createdAt),
    date_updated: isoSeconds(service.updatedAt),
    url,
    links: {
      verifications: `${url}/Verifications`,
      verification_checks: `${url}/VerificationCheck`,
    },
  };
}
