import { type Command, type ErrorReport, ServiceError } from "@trunkline/service-kit";

import type { Flight } from "../outbound/index.ts";
import { leaseLost, unexpected } from "./reports.ts";

/**
 * Turns whatever a command threw into the report for its caller.
 *
 * @param onUnexpected Told of what no service understood: a bug.
 */
export function reportOf(
  command: Command,
  error: unknown,
  flight: Flight,
  onUnexpected: (error: unknown) => void,
): ErrorReport {
  if (!flight.headersSent && !flight.mayWrite()) return leaseLost;
  if (error instanceof ServiceError) return error.report;
  onUnexpected(error);
  return unexpected(command.effect !== "read" && flight.headersSent);
}
