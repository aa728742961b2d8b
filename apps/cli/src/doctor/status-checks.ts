import type { ServerStatus } from "@trunkline/api-contract";

import { healthy, problem } from "./check.ts";
import type { Check } from "./check.ts";

/** More than this and leases, which the database times, no longer mean what they say. */
const databaseSkewMaxMs = 5_000;

/** What the server's own account of itself amounts to. */
export function statusChecks(status: ServerStatus): Check[] {
  return [
    healthy("server version", status.version),
    databaseCheck(status.database),
    databaseClockCheck(status.database),
    masterKeyCheck(status.vault),
  ];
}

function databaseCheck({ kind, version, migration }: ServerStatus["database"]): Check {
  return healthy("database", `${kind}, PostgreSQL ${version}, migration ${migration}`);
}

function databaseClockCheck({ clockSkewMs }: ServerStatus["database"]): Check {
  const name = "database clock";
  const message = `${Math.round(clockSkewMs)} ms off the server's`;
  if (Math.abs(clockSkewMs) <= databaseSkewMaxMs) return healthy(name, message);
  return problem(name, message, "Let NTP set the clocks of the server and the database.");
}

function masterKeyCheck({ masterKeyId, source, waitingForRotation }: ServerStatus["vault"]): Check {
  const name = "master key";
  const message = `${masterKeyId}, from the ${source}`;
  if (waitingForRotation === 0) return healthy(name, message);
  return problem(
    name,
    `${message}; ${waitingForRotation} data keys are still under an older one`,
    "trunkline vault rotate",
  );
}
