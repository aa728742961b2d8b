import type { Problem } from "@trunkline/service-kit";

import { contentVariablesText } from "./content-variables.ts";
import type { CustomProps } from "./create-options.ts";
import { readInstant } from "./instants.ts";

/** Source: facts on scheduling; https://www.twilio.com/docs/api/errors/35114 */
const soonestSeconds = 300;
const latestDays = 35;
/** Source: https://www.twilio.com/docs/api/errors/21617 */
const bodyMaxChars = 1600;

/** A text as long as Twilio takes it, of whole characters. */
export function checkText(msg: string): Problem[] {
  if (/\p{Surrogate}/u.test(msg)) {
    return [invalid("msg", "text of whole characters", "It holds one half of a character only.")];
  }
  const isLong = msg.length > bodyMaxChars && Array.from(msg).length > bodyMaxChars;
  return isLong ? [invalid("msg", `at most ${bodyMaxChars} characters long`, "Shorten it.")] : [];
}

/** The one spelling of `customProps`, or what is wrong with values that belong together. */
export function normaliseCustomProps(props: CustomProps): {
  readonly value: CustomProps;
  readonly problems: readonly Problem[];
} {
  const { contentVariables, sendAt, mediaUrl, persistentAction, ...rest } = props;
  const variables =
    contentVariables === undefined ? undefined : contentVariablesText(contentVariables);
  const instant = sendAt === undefined ? undefined : readInstant(sendAt);
  const value: CustomProps = {
    ...rest,
    ...(mediaUrl === undefined ? {} : { mediaUrl: [mediaUrl].flat() }),
    ...(persistentAction === undefined ? {} : { persistentAction: [persistentAction].flat() }),
    ...(variables ? { contentVariables: variables } : {}),
    ...(instant ? { sendAt: instant.text, scheduleType: "fixed" } : {}),
  };
  return { value, problems: checkTogether(props, variables, instant?.hasTime) };
}

function checkTogether(
  props: CustomProps,
  variables: string | null | undefined,
  hasTime: boolean | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const { contentVariables, contentSid, sendAt, scheduleType, statusCallback, mediaUrl } = props;
  if (variables === null) {
    problems.push(
      invalid("customProps.contentVariables", "an object of texts, none of them null", null),
    );
  }
  if (contentVariables !== undefined && contentSid === undefined) {
    problems.push(missing("customProps.contentSid", "contentVariables fill a content template."));
  }
  if (sendAt !== undefined && hasTime !== true) {
    problems.push(
      invalid(
        "customProps.sendAt",
        "a date and time in ISO 8601",
        "Write it as 2030-01-31T12:00:00Z.",
      ),
    );
  }
  if (scheduleType !== undefined && sendAt === undefined) {
    problems.push(missing("customProps.sendAt", "A scheduled message needs a time."));
  }
  if (statusCallback !== undefined && !isCallbackUrl(statusCallback)) {
    problems.push(
      invalid("customProps.statusCallback", "a whole URL", "Its host name may hold no underscore."),
    );
  }
  if (![mediaUrl ?? []].flat().every((url) => URL.canParse(url))) {
    problems.push(invalid("customProps.mediaUrl", "one whole URL or a list of them", null));
  }
  return problems;
}

function isCallbackUrl(text: string): boolean {
  return URL.canParse(text) && !new URL(text).hostname.includes("_");
}

/** What needs a Messaging Service, and the window in which a message can be scheduled. */
export function checkService(
  props: CustomProps,
  fromService: string | undefined,
  now: Date,
): Problem[] {
  const problems: Problem[] = [];
  const { sendAt } = props;
  const isScheduled = sendAt !== undefined;
  if (fromService === undefined && (isScheduled || props.shortenUrls === true)) {
    const option = isScheduled ? "sendAt" : "shortenUrls";
    problems.push(missing("fromService", `"customProps.${option}" works through a service only.`));
  }
  if (sendAt !== undefined && !isInWindow(sendAt, now)) {
    problems.push(
      invalid(
        "customProps.sendAt",
        `at least ${soonestSeconds} seconds and at most ${latestDays} days ahead`,
        null,
      ),
    );
  }
  return problems;
}

function isInWindow(sendAt: string, now: Date): boolean {
  const aheadSeconds = (Date.parse(sendAt) - now.getTime()) / 1000;
  return aheadSeconds >= soonestSeconds && aheadSeconds <= latestDays * 86_400;
}

function invalid(path: string, expected: string, hint: string | null): Problem {
  return {
    path,
    code: "PROPERTY_INVALID",
    message: `The property "${path}" must be ${expected}.`,
    hint,
  };
}

function missing(path: string, why: string): Problem {
  return {
    path,
    code: "PROPERTY_MISSING",
    message: `The property "${path}" is missing. ${why}`,
    hint: `Give "${path}".`,
  };
}
