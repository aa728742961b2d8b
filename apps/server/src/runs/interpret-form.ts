import { checkFlow, readWorkspace } from "@trunkline/flow/describe";
import {
  compileFlow,
  type CompiledFlow,
  FlowError,
  runFlow,
  type RunError,
  type RunResult,
} from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { InterpretCall } from "./interpret.ts";

type Compiled =
  | { readonly flow: CompiledFlow; readonly error?: undefined }
  | { readonly error: RunError; readonly flow?: undefined };

const compiledForms = new WeakMap<FlowForm, Compiled>();

/** Runs a form with the interpreter; a form is compiled once, when it first runs. */
export async function interpretForm(form: FlowForm, call: InterpretCall): Promise<RunResult> {
  let compiled = compiledForms.get(form);
  if (compiled === undefined) {
    compiled = compile(form);
    compiledForms.set(form, compiled);
  }
  if (compiled.flow === undefined) return { status: "failed", error: compiled.error };
  const { host, input, timeMs, isCancelled } = call;
  return runFlow(compiled.flow, { host, input, limits: { timeMs }, isCancelled });
}

/** A draft may have errors: then nothing of it runs. */
function compile({ kind, workspace }: FlowForm): Compiled {
  const problems = checkFlow({ kind, workspace }, { connections: null });
  const problem = problems.find(({ severity }) => severity === "error");
  if (problem !== undefined) {
    const { message, hint, blockId } = problem;
    return { error: { code: "FLOW_HAS_ERRORS", message, hint, blockId, cause: null } };
  }
  try {
    return { flow: compileFlow({ kind, workspace: readWorkspace(workspace).workspace }) };
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    const { code, message, hint, blockId } = error;
    return { error: { code, message, hint, blockId, cause: null } };
  }
}
