import type { FastifyInstance } from "fastify";

import type { Context } from "../../../context.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import { formOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";
import { findMessage } from "../find-message.ts";

/** `POST /Accounts/{AC}/Messages/{SM or MM}/Feedback.json`, which is answered and not kept: nothing reads it. */
export function feedbackRoute(app: FastifyInstance, { store, clock }: Context): void {
  app.post("/Accounts/:accountSid/Messages/:sid/Feedback.json", (request) => {
    const { accountSid, sid } = findMessage(request, store);
    const outcome = formOf(request).one("Outcome") ?? "unconfirmed";
    if (outcome !== "confirmed" && outcome !== "unconfirmed") {
      throw new TwilioError(20001, "Outcome must be one of: confirmed, unconfirmed");
    }
    const date = rfc2822(clock.now());
    return {
      account_sid: accountSid,
      message_sid: sid,
      outcome,
      date_created: date,
      date_updated: date,
      uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Feedback.json`,
    };
  });
}
