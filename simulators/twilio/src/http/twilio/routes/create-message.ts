import type { FastifyInstance } from "fastify";

import type { Account } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { readMessage } from "../../../messages/read-message.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import type { NewMessage } from "../../../store/message.ts";
import { accountOf, formOf } from "../call.ts";
import { spoilMessage } from "../message-faults.ts";
import { messageJson } from "../message-json.ts";

/** `POST /Accounts/{AC}/Messages.json`. Test credentials get an answer, and nothing is stored. */
export function createMessageRoute(app: FastifyInstance, context: Context): void {
  app.post("/Accounts/:accountSid/Messages.json", (request, reply) => {
    const account = accountOf(request);
    const form = formOf(request);
    const read = readMessage(form, account, context.clock.now());
    const draft = withApplication(read, form.one("ApplicationSid"), context);
    reply.code(201);
    if (account.test) return messageJson({ seq: 0, ...draft }, true);
    checkOptOut(draft, account, context);
    if (draft.status === "queued" && context.delivery.isFull(draft)) throw new TwilioError(21611);
    const message = context.store.add(draft);
    context.delivery.begin(message, account);
    spoilMessage(request, message, account, context);
    return messageJson(message, true);
  });
}

/** Errors: 21610 for a recipient who wants no more texts of this sender. */
function checkOptOut(draft: NewMessage, account: Account, context: Context): void {
  const { optOuts, store, clock } = context;
  const sender = draft.messagingServiceSid ?? draft.from ?? "";
  if (!optOuts.isStopped(account, sender, draft.to)) return;
  store.refused({ to: draft.to, code: 21610, at: clock.now() });
  throw new TwilioError(21610);
}

/** A text without a StatusCallback takes that of its application. */
function withApplication(
  draft: NewMessage,
  sid: string | undefined,
  { resources }: Context,
): NewMessage {
  if (sid === undefined || draft.statusCallback !== null) return draft;
  const application = resources.application(draft.accountSid, sid);
  const url = application?.messageStatusCallback || application?.smsStatusCallback || null;
  return { ...draft, statusCallback: url };
}
