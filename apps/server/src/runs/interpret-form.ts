import { type CompiledFlow, prepareFlow, runFlow, type RunResult } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { InterpretCall } from "./interpret.ts";

type Prepared =
  | { readonly flow: CompiledFlow; readonly refused?: undefined }
  | { readonly refused: RunResult; readonly flow?: undefined };

const preparedWorkspaces = new WeakMap<object, Prepared>();

/**
 * Runs a form with the interpreter; a workspace is compiled once, when it first runs, whatever
 * releases it is in.
 */
export function interpretForm(form: FlowForm, call: InterpretCall): Promise<RunResult> {
  const prepared = preparedOf(form);
  if (prepared.flow === undefined) return Promise.resolve(prepared.refused);
  const { host, input, timeMs, isCancelled } = call;
  return runFlow(prepared.flow, { host, input, limits: { timeMs }, isCancelled });
}

function preparedOf(form: FlowForm): Prepared {
  const { workspace } = form;
  if (typeof workspace !== "object" || workspace === null) return prepare(form);
  let prepared = preparedWorkspaces.get(workspace);
  if (prepared === undefined) {
    prepared = prepare(form);
    preparedWorkspaces.set(workspace, prepared);
  }
  return prepared;
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
