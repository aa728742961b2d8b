import type { FastifyInstance } from "fastify";

import type { Account } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { isFromLoopback } from "../guard.ts";

/** `GET /simulator/accounts`, secrets included, so only for this machine. The first is the ordinary account. */
export function accountsRoute(app: FastifyInstance, { directory }: Context): void {
  app.get("/accounts", (request, reply) => {
    if (!isFromLoopback(request)) {
      const message = "Accounts are told on the loopback address only.";
      return reply.code(403).send({ error: { field: null, message } });
    }
    return reply.header("cache-control", "no-store").send({
      accounts: directory.accounts.map(tell),
    });
  });
}

function tell({ accountSid, authToken, apiKeys, numbers, services, test }: Account) {
  return { accountSid, authToken, apiKeys, numbers, services, test };
}
