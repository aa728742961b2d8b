import { expect, test } from "vitest";

import { RetryableError, type ServiceErrorFacts, TerminalError } from "./errors.ts";
import { TransportError } from "./transport.ts";

const facts: ServiceErrorFacts = {
  code: "SERVICE_REFUSED",
  title: "Refused",
  message: "No.",
  outcome: "not-done",
};

test("fills what a service leaves out with nulls", () => {
  expect(new TerminalError(facts).report).toEqual({
    ...facts,
    hint: null,
    status: null,
    twilioCode: null,
    moreInfo: null,
    requestId: null,
    retryable: false,
  });
});

test("keeps whether and when a repetition makes sense, and the cause", () => {
  const cause = new Error("below");
  const error = new RetryableError(facts, 1500, cause);
  expect(error.report.retryable).toBe(true);
  expect(error.retryAfterMs).toBe(1500);
  expect(error.cause).toBe(cause);
  expect(error.message).toBe("No.");
});

test("a transport error says whether anything may have arrived", () => {
  const error = new TransportError("reset", true);
  expect([error.fault, error.headersSent, error.message]).toEqual([
    "reset",
    true,
    "No answer came (reset).",
  ]);
});
