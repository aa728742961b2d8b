import type { FastifyInstance, FastifyRequest } from "fastify";

import type { Account, AccountStatus } from "../../../accounts/account.ts";
import type { Context } from "../../../context.ts";
import { newSid, newToken } from "../../../ids.ts";
import type { Form } from "../../../messages/form.ts";
import { TwilioError } from "../../../messages/twilio-error.ts";
import { accountOf, formOf, queryOf } from "../call.ts";
import { rfc2822 } from "../dates.ts";
import { listRows } from "../list-rows.ts";

const filterNames = ["FriendlyName", "Status"] as const;

/** `/Accounts…`: the account itself and its subaccounts. */
export function accountsRoutes(app: FastifyInstance, context: Context): void {
  const { directory, clock } = context;
  app.get("/Accounts.json", (request) => listAccounts(request, context));
  app.post("/Accounts.json", (request, reply) => {
    const owner = accountOf(request);
    if (owner.ownerAccountSid !== undefined) throw new TwilioError(20006);
    const friendlyName = formOf(request).one("FriendlyName");
    const account = makeSubaccount(owner, friendlyName, new Date(clock.now()));
    directory.add(account);
    return reply.code(201).send(accountJson(account));
  });
  app.get("/Accounts/:accountSid.json", (request) => accountJson(accountOf(request)));
  app.post("/Accounts/:accountSid.json", (request) => {
    const account = accountOf(request);
    changeAccount(account, formOf(request));
    return accountJson(account);
  });
}

function listAccounts(request: FastifyRequest, { directory }: Context): Record<string, unknown> {
  const own = accountOf(request);
  const query = queryOf(request);
  const [name, status] = filterNames.map((filter) => query.one(filter) || undefined);
  const rows = [own, ...directory.below(own)].map((account) => ({
    sid: account.accountSid,
    account,
  }));
  return listRows(request, {
    key: "accounts",
    path: "/2010-04-01/Accounts.json",
    rows: rows.filter(({ account }) => {
      const isNamed = name === undefined || nameOf(account) === name;
      return isNamed && (status === undefined || statusOf(account) === status);
    }),
    toJson: ({ account }) => accountJson(account),
    filters: filterNames.flatMap((filter) => {
      const value = query.one(filter);
      return value === undefined ? [] : [[filter, value] as const];
    }),
  });
}

function makeSubaccount(owner: Account, friendlyName: string | undefined, now: Date): Account {
  return {
    accountSid: newSid("AC"),
    authToken: newToken(),
    apiKeys: [],
    numbers: [],
    services: [],
    test: false,
    createdAt: now.toISOString(),
    ownerAccountSid: owner.accountSid,
    friendlyName: friendlyName ?? `SubAccount Created at ${now.toISOString()}`,
    status: "active",
  };
}

const statuses: readonly AccountStatus[] = ["active", "suspended", "closed"];

/** Only subaccounts change their status, and what is closed stays so. */
function changeAccount(account: Account, form: Form): void {
  const [name, text] = [form.one("FriendlyName"), form.one("Status")];
  const status = statuses.find((known) => known === text);
  if (text !== undefined) {
    if (status === undefined) throw new TwilioError(20001, "Status is not valid");
    if (account.ownerAccountSid === undefined || account.status === "closed") {
      throw new TwilioError(20006);
    }
    account.status = status;
  }
  if (name !== undefined) account.friendlyName = name;
}

function nameOf({ friendlyName }: Account): string {
  return friendlyName ?? "Simulated account";
}

function statusOf({ status }: Account): AccountStatus {
  return status ?? "active";
}

function accountJson(account: Account): Record<string, unknown> {
  const { accountSid, authToken, createdAt, ownerAccountSid } = account;
  const date = rfc2822(Date.parse(createdAt));
  const uri = `/2010-04-01/Accounts/${accountSid}`;
  return {
    sid: accountSid,
    owner_account_sid: ownerAccountSid ?? accountSid,
    friendly_name: nameOf(account),
    status: statusOf(account),
    type: "Full",
    auth_token: authToken,
    date_created: date,
    date_updated: date,
    uri: `${uri}.json`,
    subresource_uris: {
      messages: `${uri}/Messages.json`,
      incoming_phone_numbers: `${uri}/IncomingPhoneNumbers.json`,
      keys: `${uri}/Keys.json`,
    },
  };
}
