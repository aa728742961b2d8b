import type { TestFlow } from "@trunkline/api-contract";
import type { HookRequest } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { Asker } from "../commands/index.ts";
import { toObjectValue, toValue } from "./effects/to-value.ts";
import type { HookRun } from "./hook-call.ts";
import { startHookRun } from "./hook-run.ts";
import type { RunParts } from "./run-parts.ts";

const withheld = new Set(["authorization", "cookie"]);

/** Who starts a test run. */
export interface Tester {
  readonly identity: Asker;
  /** What its record names him by. */
  readonly name: string;
  /** What Request Caller gives. */
  readonly shown: HookRequest["caller"];
}

/**
 * Starts a test run of a draft: it answers nobody, and is followed by its events.
 *
 * @param tester Who tests it; the flow sees him as its caller.
 */
export function startTestRun(
  parts: RunParts,
  form: FlowForm,
  request: TestFlow["request"],
  tester: Tester,
): HookRun {
  return startHookRun(parts, {
    form,
    request: hookRequest(form, request ?? {}, tester.shown),
    caller: tester.name,
    asker: tester.identity,
    trigger: "test",
    timeLimitMs: form.settings.timeLimitSeconds * 1000,
  });
}

function hookRequest(
  form: FlowForm,
  { method, body, query, headers }: NonNullable<TestFlow["request"]>,
  caller: HookRequest["caller"],
): HookRequest {
  const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: method ?? form.settings.method,
    body: toValue(body),
    query: toObjectValue(query ?? {}),
    headers: toObjectValue(
      Object.fromEntries(lowered.filter(([name = ""]) => !withheld.has(name))),
    ),
    caller,
  };
}
