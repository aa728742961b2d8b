import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Account } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { makeOutbound } from "../../../inbound/make-messages.ts";
import { isRecipient, readAddress } from "../../../messages/addresses.ts";
import type { Form } from "../../../messages/form.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { Verification, VerifyService } from "../../../verify/verifications.ts";
import { accountOf, formOf } from "../../twilio/call.ts";
import { notFound } from "../../twilio/find-message.ts";
import { findVerifyService } from "../find-verify-service.ts";
import { isoSeconds, originOf } from "../meta-page.ts";

const channels = ["sms", "call", "whatsapp", "email"];

/** `/v2/Services/{VA}/Verifications…` and `…/VerificationCheck`: codes go out as texts that the handsets show. */
export function verificationsRoutes(app: FastifyInstance, context: Context): void {
  const { verifications } = context;
  app.post("/Services/:sid/Verifications", (request, reply) => {
    const service = findVerifyService(request, context);
    const { to, channel } = readStart(formOf(request));
    const verification = verifications.start(service, to, channel);
    if (channel === "sms") sendCode(verification, service, accountOf(request), context);
    return reply.code(201).send(verificationJson(request, verification));
  });
  app.get("/Services/:sid/Verifications/:name", (request) =>
    verificationJson(request, findVerification(request, context)),
  );
  app.post("/Services/:sid/Verifications/:name", (request) => {
    const verification = findVerification(request, context);
    const status = formOf(request).one("Status");
    if (status !== "canceled" && status !== "approved") {
      throw new TwilioError(60200, "Status must be one of: canceled, approved");
    }
    verifications.end(verification, status);
    return verificationJson(request, verification);
  });
  app.post("/Services/:sid/VerificationCheck", (request, reply) =>
    reply.code(201).send(checkCode(request, context)),
  );
}

function readStart(form: Form): { to: string; channel: string } {
  const [to, channel] = [form.one("To") ?? "", form.one("Channel") ?? ""];
  if (!channels.includes(channel)) throw new TwilioError(60200, "Invalid parameter: Channel");
  const isGood = channel === "email" ? to.includes("@") : isRecipient(readAddress(to));
  if (!isGood) throw new TwilioError(60200, "Invalid parameter: To");
  return { to, channel };
}

function sendCode(
  { to, code }: Verification,
  { friendlyName }: VerifyService,
  account: Account,
  { store, delivery, clock }: Context,
): void {
  const message = makeOutbound({
    accountSid: account.accountSid,
    to,
    from: account.numbers[0] ?? "VERIFY",
    body: `Your ${friendlyName} verification code is: ${code}`,
    media: [],
    messagingServiceSid: null,
    statusCallback: null,
    now: clock.now(),
  });
  delivery.begin(store.add(message), account);
}

function findVerification(request: FastifyRequest, context: Context): Verification {
  const { name } = request.params as { name: string };
  const service = findVerifyService(request, context);
  const verification = context.verifications.find(service, name);
  if (verification === null) throw notFound(request);
  return verification;
}

/** One that is over, or never was, cannot be checked: 20404. */
function checkCode(request: FastifyRequest, context: Context): Record<string, unknown> {
  const service = findVerifyService(request, context);
  const form = formOf(request);
  const name = form.one("VerificationSid") ?? form.one("To") ?? "";
  const code = form.one("Code") ?? "";
  if (name === "" || code === "") throw new TwilioError(60200, "To and Code are required");
  const named = context.verifications.find(service, name);
  const verification = named === null ? null : context.verifications.findPending(service, named.to);
  if (verification === null) throw notFound(request);
  const valid = context.verifications.check(verification, code);
  return { ...verificationJson(request, verification), valid };
}

function verificationJson(request: FastifyRequest, made: Verification): Record<string, unknown> {
  const { accountSid } = accountOf(request);
  return {
    sid: made.sid,
    service_sid: made.serviceSid,
    account_sid: accountSid,
    to: made.to,
    channel: made.channel,
    status: made.status,
    valid: made.status === "approved",
    amount: null,
    payee: null,
    lookup: {},
    send_code_attempts: Array.from({ length: made.sends }, () => ({ channel: made.channel })),
    sna: null,
    date_created: isoSeconds(made.createdAt),
    date_updated: isoSeconds(made.updatedAt),
    url: `${originOf(request)}/v2/Services/${made.serviceSid}/Verifications/${made.sid}`,
  };
}
