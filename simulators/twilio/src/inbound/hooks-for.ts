import type { Account } from "../accounts/account.ts";
import type { HookMethod } from "../resources/incoming-number.ts";
import { type Resources, serviceOf } from "../resources/resources.ts";

/** Where an inbound text is told, and where when that fails. */
export interface HookTargets {
  readonly main: HookAddress | null;
  readonly fallback: HookAddress | null;
}

/** A web hook's address. */
export interface HookAddress {
  readonly url: string;
  readonly method: HookMethod;
}

/**
 * The web hooks of a number. Its service's come first, unless the service leaves inbound texts to its
 * numbers or has no address. A number's application comes before its own.
 */
export function hooksFor(account: Account, number: string, resources: Resources): HookTargets {
  const service = serviceOf(account, number);
  const settings = service === null ? null : resources.service(account, service);
  if (settings?.inboundRequestUrl && !settings.useInboundWebhookOnNumber) {
    return {
      main: addressOf(settings.inboundRequestUrl, settings.inboundMethod),
      fallback: addressOf(settings.fallbackUrl, settings.fallbackMethod),
    };
  }
  const settingsOfNumber = resources.number(account, number);
  const { smsApplicationSid } = settingsOfNumber;
  const application = resources.application(account.accountSid, smsApplicationSid);
  const { smsUrl, smsMethod, smsFallbackUrl, smsFallbackMethod } = application ?? settingsOfNumber;
  return {
    main: addressOf(smsUrl, smsMethod),
    fallback: addressOf(smsFallbackUrl, smsFallbackMethod),
  };
}

function addressOf(url: string | null, method: HookMethod): HookAddress | null {
  return url === null || url === "" ? null : { url, method };
}
