import {
  RetryableError,
  ServiceError,
  type ServiceErrorFacts,
  TerminalError,
  TransportError,
} from "@trunkline/service-kit";

import { AnswerError } from "./answer-error.ts";
import { provesNotDone } from "./answer-rules.ts";
import { type FailureScene, outcomeOf } from "./failure-scene.ts";
import { refusal } from "./refusal.ts";
import { withoutMessage } from "./without-message.ts";

/** A failure before its circumstances are added. */
interface Finding {
  readonly code: "SERVICE_UNREACHABLE" | "SERVICE_FAULT" | "TIMED_OUT";
  readonly title: string;
  readonly message: string;
  readonly hint: string | null;
  /** For commands that may be repeated, and for all whose request certainly was not carried out. */
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/**
 * Puts a failure into the one shape of errors, with the outcome that is certain and no more.
 * Nothing of the original goes along that could hold a secret, a number or a text.
 */
export function toServiceError(error: unknown, scene: FailureScene): ServiceError {
  if (error instanceof ServiceError) return error;
  const { answer } = scene.exchange;
  if (error instanceof TransportError) return tell(transportFinding(error), scene);
  if (error instanceof AnswerError) return tell(answerFinding(error), scene);
  if (answer === null || answer.status < 400) return tell(bugFinding(error), scene);
  const isRefusal = answer.status < 500 && (provesNotDone(answer) || scene.effect !== "once");
  if (isRefusal) return refusal(error, answer, scene);
  return tell(failedFinding(answer.status), scene);
}

function tell(finding: Finding, scene: FailureScene): ServiceError {
  const { code, title, message, hint, retryable, cause } = finding;
  const { answer } = scene.exchange;
  const outcome = outcomeOf(scene);
  const isLost = outcome === "unknown" && (scene.effect === "once" || code !== "TIMED_OUT");
  const facts: ServiceErrorFacts = {
    code: isLost ? "OUTCOME_UNKNOWN" : code,
    title: isLost ? "Nobody can say yet whether it happened" : title,
    message,
    hint: isLost ? lostHints[scene.effect] : hint,
    status: answer?.status ?? null,
    twilioCode: answer?.code ?? null,
    requestId: answer?.requestId ?? null,
    outcome,
  };
  if (!retryable || (isLost && scene.effect === "once")) return new TerminalError(facts, cause);
  return new RetryableError(facts, answer?.retryAfterMs ?? null, cause);
}

const lostHints = {
  once: "Look for the message in the list before sending it again.",
  repeatable: "Run the command again: it ends in the same state.",
  read: null,
} as const;

function transportFinding(error: TransportError): Finding {
  const cause = error;
  switch (error.fault) {
    case "timeout":
      if (!error.headersSent)
        return unreachable("No connection to Twilio was made in time.", cause);
      return late("Twilio did not answer in time.", cause);
    case "too-late":
      return late("The time to send had run out before the request went out.", cause);
    case "aborted":
      return late("The request was stopped from our side.", cause);
    case "too-large":
      return fault("Twilio's answer was larger than expected.", "Give a smaller limit.", cause);
    case "refused":
      return unreachable("No connection to Twilio could be made.", cause);
    case "reset":
    case "unexpected":
      return unreachable("The connection to Twilio broke before the answer came.", cause);
  }
}

function unreachable(message: string, cause?: unknown): Finding {
  const title = "Twilio is out of reach";
  const hint = "Check the network and Twilio's status page, then try again.";
  return { code: "SERVICE_UNREACHABLE", title, message, hint, retryable: true, cause };
}

function late(message: string, cause: unknown): Finding {
  const title = "It took too long";
  return { code: "TIMED_OUT", title, message, hint: "Try again.", retryable: true, cause };
}

function fault(message: string, hint: string | null, cause: unknown): Finding {
  const title = "The answer is of no use";
  return { code: "SERVICE_FAULT", title, message, hint, retryable: false, cause };
}

function failedFinding(status: number): Finding {
  return unreachable(`Twilio failed: it answered with status ${status}.`);
}

function answerFinding(error: AnswerError): Finding {
  switch (error.code) {
    case "redirect":
      return fault(
        "Twilio answered with a redirect, which is never followed.",
        "Check the profile's base URL.",
        error,
      );
    case "unreadable":
      return {
        ...fault("Twilio's answer could not be read.", "Try again.", error),
        retryable: true,
      };
    case "incomplete":
      return fault("Twilio's answer is not a message.", "Check the profile's base URL.", error);
  }
}

function bugFinding(error: unknown): Finding {
  return {
    ...fault("Something went wrong on our side.", "Please report it.", withoutMessage(error)),
    title: "A fault of ours",
  };
}
