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
    const draft = readMessage(formOf(request), account, context.clock.now());
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
function checkOptOut(draft: NewMessage, account: Account, { optOuts }: Context): void {
  const sender = draft.messagingServiceSid ?? draft.from ?? "";
  if (optOuts.isStopped(account, sender, draft.to)) throw new TwilioError(21610);
}
