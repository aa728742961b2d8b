import type { TestFlow } from "@trunkline/api-contract";
import type { HookRequest } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import { toObjectValue, toValue } from "./effects/to-value.ts";
import type { HookRun } from "./hook-call.ts";
import { startHookRun } from "./hook-run.ts";
import type { RunParts } from "./run-parts.ts";

const withheld = new Set(["authorization", "cookie"]);

/**
 * Starts a test run of a draft: it answers nobody, and is followed by its events.
 *
 * @param caller Who tests it; the flow sees this name as its caller's.
 */
export function startTestRun(
  parts: RunParts,
  form: FlowForm,
  request: TestFlow["request"],
  caller: string,
): HookRun {
  return startHookRun(parts, {
    form,
    request: hookRequest(form, request ?? {}, caller),
    caller,
    trigger: "test",
    timeLimitMs: form.settings.timeLimitSeconds * 1000,
  });
}

function hookRequest(
  form: FlowForm,
  { method, body, query, headers }: NonNullable<TestFlow["request"]>,
  caller: string,
): HookRequest {
  const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: method ?? form.settings.method,
    body: toValue(body),
    query: toObjectValue(query ?? {}),
    headers: toObjectValue(
      Object.fromEntries(lowered.filter(([name = ""]) => !withheld.has(name))),
    ),
    caller: toObjectValue({ name: caller }),
  };
}
