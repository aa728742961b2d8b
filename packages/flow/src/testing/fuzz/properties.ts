import fc from "fast-check";

import { checkFlow } from "../../check/check-flow.ts";
import { prepareFlow } from "../../check/prepare-flow.ts";
import type { AppView, Problem } from "../../check/problem.ts";
import type { FlowKind } from "../../document/flow.ts";
import type { CompiledFlow } from "../../run/compile-flow.ts";
import type { Outcome, RunResult } from "../../run/host.ts";
import { runFlow } from "../../run/run-flow.ts";
import { recordingHost } from "../recording-host.ts";
import { plausibleFlows } from "./arbitrary-flow.ts";
import { damagedFlows } from "./damaged-flow.ts";

/** How much is tried. */
export interface FuzzSize {
  readonly numRuns: number;
  readonly seed?: number;
}

const anyApp: AppView = { connections: null };
const kinds = fc.constantFrom<FlowKind>("web-hook", "background-task", "page");

const limits = {
  stepsMax: 5_000,
  expressionStepsMax: 1_000,
  callDepthMax: 30,
  listItemsMax: 1_000,
  textCharsMax: 10_000,
};

/** Every check ends, and says of each problem what and where it is, whatever the file is. */
export function checksNeverFail(size: FuzzSize): void {
  const files = fc.oneof(plausibleFlows, damagedFlows, fc.anything());
  fc.assert(
    fc.property(files, kinds, (workspace, kind) => {
      for (const problem of checkFlow({ kind, workspace }, anyApp)) requireWords(problem);
    }),
    size,
  );
}

/**
 * A flow that passes the checks runs to some end that is no fault of ours, twice the same; nothing
 * of one that fails them is even compiled. Gives how many of the flows passed.
 */
export async function passedFlowsEnd(size: FuzzSize): Promise<number> {
  let passed = 0;
  const files = fc.oneof(plausibleFlows, damagedFlows);
  await fc.assert(
    fc.asyncProperty(files, fc.array(fc.boolean(), { minLength: 1 }), async (workspace, luck) => {
      const { flow, problems } = prepareFlow({ kind: "web-hook", workspace }, anyApp);
      const hasError = problems.some(({ severity }) => severity === "error");
      if ((flow === null) !== hasError) throw new Error("compiled in spite of an error");
      if (flow === null) return;
      passed += 1;
      const [first, second] = [await runOnce(flow, luck), await runOnce(flow, luck)];
      requireOrdinaryEnd(first.result);
      if (first.trace !== second.trace) throw new Error("two runs went different ways");
    }),
    size,
  );
  return passed;
}

async function runOnce(flow: CompiledFlow, luck: readonly boolean[]) {
  let asked = 0;
  const host = recordingHost((): Outcome => {
    asked += 1;
    const isLucky = luck[asked % luck.length] ?? true;
    if (!isLucky) return { ok: false, error: { code: "REFUSED", message: "no" } };
    return { ok: true, value: { sid: `SM${asked}`, list: [1, { a: null }] } };
  });
  const request = {
    method: "POST",
    body: { a: 1, order: { items: [{ sku: "A-1" }] } },
    query: { a: "1" },
    headers: {},
    caller: null,
  };
  const result = await runFlow(flow, { host, limits, input: { request } });
  return { result, trace: JSON.stringify([result, host.trace]) };
}

/** A block that fails in a way of its own is a bug, as is a host that throws. */
function requireOrdinaryEnd(result: RunResult): void {
  if (result.status !== "failed") return;
  const { code, blockId, cause, message } = result.error;
  if (["BLOCK_FAILED", "HOST_FAILED", "BLOCK_UNKNOWN", "START_MISSING"].includes(code)) {
    throw new Error(`${code} at ${blockId}: ${message} ${JSON.stringify(cause)}`);
  }
}

function requireWords({ code, message, hint, path }: Problem): void {
  const isPlain =
    [code, message, hint].every((text) => text.length > 0) && typeof path === "string";
  if (!isPlain || /undefined|\[object/u.test(`${message}${hint}${path}`)) {
    throw new Error(`a problem without words: ${code} ${message} ${hint}`);
  }
}
