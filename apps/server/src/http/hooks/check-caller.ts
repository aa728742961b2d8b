import type { FastifyRequest } from "fastify";

import { decide, type Identity, ruleOfHook } from "../../access/index.ts";
import type { FlowForm } from "../../apps/index.ts";
import { isFromNetworks } from "./caller-networks.ts";
import { asCaller, type Caller, keyIn } from "./caller.ts";
import { HookError, methodWrong, networkWrong, rateExceeded } from "./errors.ts";
import type { HookParts } from "./hook-parts.ts";
import { refuse, retryAfter } from "./refuse-caller.ts";

/**
 * Says who calls, once all is right that can be seen without the body: method, network, the hook's
 * rule, rate.
 *
 * @param builder Who calls a draft, which builders alone may: its rule is not asked. Null for what
 * is live.
 * @throws HookError `METHOD_NOT_ALLOWED`, `NETWORK_NOT_ALLOWED`, `KEY_MISSING`, `KEY_WRONG`,
 * `ACCESS_REFUSED`, `RATE_LIMITED`.
 */
export async function checkCaller(
  parts: HookParts,
  form: FlowForm,
  request: FastifyRequest,
  builder: Identity | null,
): Promise<Caller> {
  const { settings } = form;
  if (request.method !== settings.method) {
    throw new HookError(methodWrong, { headers: { allow: settings.method } });
  }
  if (!isFromNetworks(settings.callerNetworks, request.ip)) throw new HookError(networkWrong);
  const caller = asCaller(builder ?? (await whoIsLetIn(parts, form, request)), form.app);
  if (settings.ratePerMinute !== null) {
    const one = caller.identity === null ? request.ip : caller.name;
    const waitMs = parts.rates.take(`${form.flow} ${one}`, settings.ratePerMinute);
    if (waitMs > 0) throw new HookError(rateExceeded, { headers: retryAfter(waitMs) });
  }
  return caller;
}

/**
 * Who calls, if the hook's rule lets him in. Where it lets anybody in, a key that opens nothing is
 * no fault: it may be meant for a flow that looks at it itself.
 */
async function whoIsLetIn(
  parts: HookParts,
  form: FlowForm,
  request: FastifyRequest,
): Promise<Identity | null> {
  const { app, name, rules, settings } = form;
  const key = keyIn(request.headers.authorization);
  const identity = key === null ? null : await parts.identities.byKey(key);
  const rule = ruleOfHook(rules, name, settings.access);
  const decision = decide(identity, { kind: "rule", app, rule, of: `the Web Hook "${name}"` });
  if (decision.allowed) return identity;
  throw refuse(parts, decision, { identity, hasKey: key !== null, address: request.ip });
}
