import type { FastifyRequest } from "fastify";

import type { FlowForm } from "../../apps/index.ts";
import { isFromNetworks } from "./caller-networks.ts";
import { type Caller, callerOf } from "./caller.ts";
import { HookError, methodWrong, networkWrong, rateExceeded } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";

/**
 * Says who calls, once all is right that can be seen without the body: method, network, key, rate.
 *
 * @throws HookError `METHOD_NOT_ALLOWED`, `NETWORK_NOT_ALLOWED`, `KEY_MISSING`, `KEY_WRONG`,
 * `RATE_LIMITED`.
 */
export function checkCaller(parts: HookParts, form: FlowForm, request: FastifyRequest): Caller {
  const { settings, isDraft } = form;
  if (request.method !== settings.method) {
    throw new HookError(methodWrong, { headers: { allow: settings.method } });
  }
  if (!isFromNetworks(settings.callerNetworks, request.ip)) throw new HookError(networkWrong);
  const access = isDraft ? "key" : settings.access;
  const caller = callerOf(parts.ownerKey, request.headers.authorization, access);
  if (settings.ratePerMinute !== null) {
    const one = caller.shown === null ? request.ip : caller.name;
    const waitMs = parts.rates.take(`${form.flow} ${one}`, settings.ratePerMinute);
    if (waitMs > 0) throw tooOften(waitMs);
  }
  return caller;
}

function tooOften(waitMs: number): HookError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new HookError(rateExceeded, { headers: { "retry-after": String(seconds) } });
}
