import { type CompiledFlow, prepareFlow, runFlow, type RunResult } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { InterpretCall } from "./interpret.ts";

type Prepared =
  | { readonly flow: CompiledFlow; readonly refused?: undefined }
  | { readonly refused: RunResult; readonly flow?: undefined };

const preparedForms = new WeakMap<FlowForm, Prepared>();

/** Runs a form with the interpreter; a form is compiled once, when it first runs. */
export function interpretForm(form: FlowForm, call: InterpretCall): Promise<RunResult> {
  let prepared = preparedForms.get(form);
  if (prepared === undefined) {
    prepared = prepare(form);
    preparedForms.set(form, prepared);
  }
  if (prepared.flow === undefined) return Promise.resolve(prepared.refused);
  const { host, input, timeMs, isCancelled } = call;
  return runFlow(prepared.flow, { host, input, limits: { timeMs }, isCancelled });
}

/** A draft may have errors: then nothing of it runs. */
function prepare({ kind, workspace }: FlowForm): Prepared {
  const { flow, problems } = prepareFlow({ kind, workspace }, { connections: null });
  if (flow !== null) return { flow };
  const problem = problems.find(({ severity }) => severity === "error");
  const error = {
    code: "FLOW_HAS_ERRORS",
    message: problem?.message ?? "The flow has errors.",
    hint: problem?.hint ?? "Check the flow.",
    blockId: problem?.blockId ?? null,
    cause: null,
  };
  return { refused: { status: "failed", error } };
}
