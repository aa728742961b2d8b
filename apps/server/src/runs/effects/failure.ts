import type { Outcome } from "@trunkline/flow/run";
import type { ErrorReport } from "@trunkline/service-kit";

import { toObjectValue } from "./to-value.ts";

/** What an effect that failed says; the rest of a report says that nothing happened. */
export type FailureFacts = Pick<ErrorReport, "code" | "title" | "message"> & Partial<ErrorReport>;

/** An effect that failed, with the one shape of an error as Connection Error gives it. */
export function failure(facts: FailureFacts): Outcome {
  const report: ErrorReport = {
    hint: null,
    status: null,
    twilioCode: null,
    moreInfo: null,
    requestId: null,
    retryable: false,
    outcome: "not-done",
    ...facts,
  };
  return { ok: false, error: toObjectValue(report) };
}
