import type { ServerStatus } from "@trunkline/api-contract";

import type { ApiClient } from "../api/api-client.ts";
import type { Cli } from "../cli.ts";
import { healthy, problem, problemOf } from "./check.ts";
import type { Check } from "./check.ts";
import { profileChecks } from "./profile-checks.ts";
import { statusChecks } from "./status-checks.ts";

/**
 * Checks one thing after the other, each as soon as the one before is known to be well enough to
 * ask; ends early where nothing further can be asked.
 *
 * @param app Whose profiles; null for those of every app.
 */
export async function* runChecks(cli: Cli, app: string | null): AsyncGenerator<Check> {
  const api = yield* step("server", async () => {
    const client = await cli.connect();
    await client.send<unknown>({ method: "GET", path: "/healthz", changes: false });
    return { value: client, check: healthy("server", `answers at ${client.url}`) };
  });
  if (api === null) return;
  yield* step("readiness", () => readReadiness(api));
  const status = yield* step("API key", () => readStatus(api));
  if (status === null) return;
  yield* statusChecks(status);
  try {
    yield* profileChecks(api, app);
  } catch (error) {
    yield problemOf("profiles", error);
  }
}

async function readReadiness(api: ApiClient): Promise<{ value: boolean; check: Check }> {
  const request = { method: "GET", path: "/readyz", changes: false, goodStatuses: [503] } as const;
  const { value } = await api.send<{ status: string }>(request);
  const isReady = value.status === "ready";
  const cure =
    "Wait a moment; if it stays away, look at PostgreSQL's log and TRUNKLINE_DATABASE_URL.";
  const check = isReady
    ? healthy("readiness", "the server takes requests")
    : problem("readiness", value.status, cure);
  return { value: isReady, check };
}

async function readStatus(api: ApiClient): Promise<{ value: ServerStatus; check: Check }> {
  const path = "/api/status";
  const { value } = await api.send<ServerStatus>({ method: "GET", path, changes: false });
  return { value, check: healthy("API key", "the server accepts it") };
}

async function* step<Value>(
  name: string,
  look: () => Promise<{ value: Value; check: Check }>,
): AsyncGenerator<Check, Value | null> {
  try {
    const { value, check } = await look();
    yield check;
    return value;
  } catch (error) {
    yield problemOf(name, error);
    return null;
  }
}
