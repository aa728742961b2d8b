import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Account, ApiKey } from "../../../accounts/account.ts";
import { accountOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";
import { notFound } from "../find-message.ts";
import { listRows } from "../list-rows.ts";

const path = "/Accounts/:accountSid/Keys";

/** `GET /Accounts/{AC}/Keys…`: an account's API keys, without their secrets. */
export function keysRoutes(app: FastifyInstance): void {
  app.get(`${path}.json`, (request) => {
    const account = accountOf(request);
    return listRows(request, {
      key: "keys",
      path: `/2010-04-01/Accounts/${account.accountSid}/Keys.json`,
      rows: account.apiKeys,
      toJson: (key) => keyJson(account, key),
    });
  });
  app.get(`${path}/:sid.json`, (request) => keyJson(accountOf(request), findKey(request)));
}

function findKey(request: FastifyRequest): ApiKey {
  const { sid } = request.params as { sid: string };
  const key = accountOf(request).apiKeys.find((candidate) => candidate.sid === sid);
  if (key === undefined) throw notFound(request);
  return key;
}

function keyJson({ createdAt }: Account, { sid }: ApiKey): Record<string, unknown> {
  const date = rfc2822(Date.parse(createdAt));
  return { sid, friendly_name: "Simulated key", date_created: date, date_updated: date };
}
