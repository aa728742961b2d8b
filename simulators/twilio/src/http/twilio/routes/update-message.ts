import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import type { Form } from "../../../messages/form.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import { isFinal, type Message } from "../../../store/message.ts";
import { accountOf, formOf } from "../call.ts";
import { findMessage } from "../find-message.ts";
import { messageJson } from "../message-json.ts";

/** `POST /Accounts/{AC}/Messages/{SM or MM}.json`: redact what is final, or cancel what is scheduled. */
export function updateMessageRoute(app: FastifyInstance, context: Context): void {
  app.post("/Accounts/:accountSid/Messages/:sid.json", (request) => {
    const message = findMessage(request, context.store);
    const wish = readWish(formOf(request));
    if (wish === "redact") redact(message, context);
    else if (message.status === "scheduled") context.delivery.cancel(message, accountOf(request));
    else throw new TwilioError(30409);
    return messageJson(message);
  });
}

function readWish(form: Form): "redact" | "cancel" {
  const [body, status] = [form.one("Body"), form.one("Status")];
  if (body === "" && status === undefined) return "redact";
  if (body === undefined && status === "canceled") return "cancel";
  throw new TwilioError(30400);
}

function redact(message: Message, { store, clock }: Context): void {
  if (!isFinal(message)) throw new TwilioError(20009);
  message.body = "";
  message.updatedAt = clock.now();
  store.changed(message);
}
