import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Context } from "../../../context.ts";
import { newSid } from "../../../ids.ts";
import type { Form } from "../../../messages/form.ts";
import { type Application, newApplication } from "../../../resources/application.ts";
import { accountOf, formOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";
import { notFound } from "../find-message.ts";
import { listRows } from "../list-rows.ts";
import { assignGiven, readHookMethod, readHookUrl, readText } from "../read-settings.ts";

const path = "/Accounts/:accountSid/Applications";

/** `/Accounts/{AC}/Applications…`: TwiML applications, as far as they concern messages. */
export function applicationsRoutes(app: FastifyInstance, { resources, clock }: Context): void {
  app.get(`${path}.json`, (request) => {
    const { accountSid } = accountOf(request);
    return listRows(request, {
      key: "applications",
      path: `/2010-04-01/Accounts/${accountSid}/Applications.json`,
      rows: resources.applicationsOf(accountSid),
      toJson: applicationJson,
    });
  });
  app.post(`${path}.json`, (request, reply) => {
    const settings = readSettings(formOf(request));
    const { accountSid } = accountOf(request);
    const application = newApplication(newSid("AP"), accountSid, clock.now());
    assignGiven(application, settings);
    resources.addApplication(application);
    return reply.code(201).send(applicationJson(application));
  });
  app.get(`${path}/:sid.json`, (request) => applicationJson(find(request)));
  app.post(`${path}/:sid.json`, (request) => {
    const application = find(request);
    assignGiven(application, { ...readSettings(formOf(request)), updatedAt: clock.now() });
    return applicationJson(application);
  });
  app.delete(`${path}/:sid.json`, (request, reply) => {
    resources.removeApplication(find(request));
    return reply.code(204).send();
  });

  function find(request: FastifyRequest): Application {
    const { sid } = request.params as { sid: string };
    const application = resources.application(accountOf(request).accountSid, sid);
    if (application === null) throw notFound(request);
    return application;
  }
}

function readSettings(form: Form) {
  return {
    friendlyName: readText(form, "FriendlyName"),
    smsUrl: readHookUrl(form, "SmsUrl"),
    smsMethod: readHookMethod(form, "SmsMethod"),
    smsFallbackUrl: readHookUrl(form, "SmsFallbackUrl"),
    smsFallbackMethod: readHookMethod(form, "SmsFallbackMethod"),
    smsStatusCallback: readHookUrl(form, "SmsStatusCallback"),
    messageStatusCallback: readHookUrl(form, "MessageStatusCallback"),
  };
}

function applicationJson(application: Application): Record<string, unknown> {
  const { sid, accountSid } = application;
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    friendly_name: application.friendlyName,
    sms_url: application.smsUrl,
    sms_method: application.smsMethod,
    sms_fallback_url: application.smsFallbackUrl,
    sms_fallback_method: application.smsFallbackMethod,
    sms_status_callback: application.smsStatusCallback,
    message_status_callback: application.messageStatusCallback,
    status_callback: "",
    status_callback_method: "POST",
    voice_url: "",
    voice_method: "POST",
    voice_fallback_url: "",
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    public_application_connect_enabled: false,
    date_created: rfc2822(application.createdAt),
    date_updated: rfc2822(application.updatedAt),
    uri: `/2010-04-01/Accounts/${accountSid}/Applications/${sid}.json`,
  };
}
