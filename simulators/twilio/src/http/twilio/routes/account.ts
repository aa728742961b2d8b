import type { FastifyInstance } from "fastify";

import { accountOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";

/** `GET /Accounts/{AC}.json` */
export function accountRoute(app: FastifyInstance): void {
  app.get("/Accounts/:accountSid.json", (request) => {
    const { accountSid, authToken, createdAt } = accountOf(request);
    const date = rfc2822(Date.parse(createdAt));
    const uri = `/2010-04-01/Accounts/${accountSid}`;
    return {
      sid: accountSid,
      owner_account_sid: accountSid,
      friendly_name: "Simulated account",
      status: "active",
      type: "Full",
      auth_token: authToken,
      date_created: date,
      date_updated: date,
      uri: `${uri}.json`,
      subresource_uris: { messages: `${uri}/Messages.json` },
    };
  });
}
