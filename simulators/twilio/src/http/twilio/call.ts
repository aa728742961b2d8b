import type { FastifyRequest } from "fastify";

import type { Account } from "../../accounts/account.ts";
import type { Fault } from "../../faults/faults.ts";
import { Form } from "../../messages/form.ts";

/** What is known about one request to the simulated API. */
export interface TwilioCall {
  account: Account | null;
  fault: Fault | null;
  readonly startedAt: number;
}

declare module "fastify" {
  interface FastifyRequest {
    call: TwilioCall | null;
  }
}

/** The account that the request has been let in as. */
export function accountOf(request: FastifyRequest): Account {
  const account = request.call?.account;
  if (!account) throw new Error("A route of the simulated API ran before the sign-in.");
  return account;
}

/** The request's form; an empty one for every other kind of body. */
export function formOf(request: FastifyRequest): Form {
  return request.body instanceof Form ? request.body : Form.parse("");
}

/** The query string as a form. */
export function queryOf(request: FastifyRequest): Form {
  const mark = request.url.indexOf("?");
  return Form.parse(mark === -1 ? "" : request.url.slice(mark + 1));
}

/** The path without its query. */
export function pathOf(request: FastifyRequest): string {
  const mark = request.url.indexOf("?");
  return mark === -1 ? request.url : request.url.slice(0, mark);
}
