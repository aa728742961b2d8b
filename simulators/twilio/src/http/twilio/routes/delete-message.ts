import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import { isFinal } from "../../../store/message.ts";
import { findMessage } from "../find-message.ts";

/** `DELETE /Accounts/{AC}/Messages/{SM or MM}.json`, only of what is final. */
export function deleteMessageRoute(app: FastifyInstance, { store }: Context): void {
  app.delete("/Accounts/:accountSid/Messages/:sid.json", (request, reply) => {
    const message = findMessage(request, store);
    if (!isFinal(message)) throw new TwilioError(20009);
    store.remove(message);
    return reply.code(204).send();
  });
}
