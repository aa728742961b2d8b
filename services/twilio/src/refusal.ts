import {
  RetryableError,
  type ServiceError,
  type ServiceErrorFacts,
  TerminalError,
} from "@trunkline/service-kit";

import { isLimited } from "./answer-rules.ts";
import { errorTable } from "./error-table.ts";
import type { Answered } from "./exchange.ts";
import { outcomeOf, type FailureScene } from "./failure-scene.ts";
import { maskText, twilioLinkOrNull } from "./mask-text.ts";

/** The error for an answer that refuses the request. */
export function refusal(error: unknown, answer: Answered, scene: FailureScene): ServiceError {
  const row = answer.code === null ? undefined : errorTable.get(answer.code);
  const said = readSaid(error);
  const code = reportCode(answer);
  const facts: ServiceErrorFacts = {
    code,
    title: row?.title ?? titles[code],
    message: row?.meaning ?? messageFor(answer, said.text, scene),
    hint: row === undefined ? hintFor(answer) : row.hint,
    status: answer.status,
    twilioCode: answer.code,
    moreInfo: twilioLinkOrNull(said.moreInfo),
    requestId: answer.requestId,
    outcome: outcomeOf(scene),
  };
  const isRetryable = row?.retryable ?? code === "SERVICE_LIMITED";
  if (!isRetryable || code === "CREDENTIALS_REFUSED") return new TerminalError(facts);
  return new RetryableError(facts, answer.retryAfterMs ?? row?.retryAfterMs ?? null);
}

const titles = {
  CREDENTIALS_REFUSED: "Credentials not accepted",
  SERVICE_LIMITED: "Too many requests",
  SERVICE_REFUSED: "Twilio refused the request",
} as const;

function reportCode(answer: Answered): keyof typeof titles {
  if (answer.status === 401 || answer.code === 20003) return "CREDENTIALS_REFUSED";
  if (answer.status === 429 || isLimited(answer)) return "SERVICE_LIMITED";
  return "SERVICE_REFUSED";
}

/** Twilio's text and link, as the library's `RestException` or `TwilioServiceException` holds them. */
function readSaid(error: unknown): { readonly text: string | null; readonly moreInfo: unknown } {
  if (typeof error !== "object" || error === null) return { text: null, moreInfo: null };
  const { message, moreInfo } = error as { message?: unknown; moreInfo?: unknown };
  return { text: typeof message === "string" ? message : null, moreInfo };
}

function messageFor(answer: Answered, text: string | null, { exchange }: FailureScene): string {
  if (answer.code === null) return `The answer had the status ${answer.status} and no Twilio code.`;
  const said = text === null ? "" : maskText(text, exchange.sent);
  return said === "" ? "Twilio gave no reason." : `Twilio says: ${said}`;
}

function hintFor(answer: Answered): string | null {
  if (answer.status === 401) return "Test the profile.";
  if (answer.code !== null || answer.status === 429) return null;
  return "Such an answer does not come from Twilio itself: check the profile's base URL.";
}
