import type { ObjectValue, Value } from "../document/values.ts";
import { copyObject, copyValue } from "./copy-value.ts";
import { describeError, FlowError, RunCancelled } from "./errors.ts";
import type { Frame } from "./frame.ts";
import type { Effect, Outcome, Step } from "./host.ts";
import type { RunState } from "./run-state.ts";
import { stepIdOf } from "./step-id.ts";

/**
 * Has the host carry out an effect of a block and gives its outcome. Neither side sees the other's
 * lists and objects: both ways they are copied.
 * Errors: `HOST_FAILED` when the host throws, and what the run's ends throw.
 */
export async function perform(frame: Frame, blockId: string, effect: Effect): Promise<Outcome> {
  const { run } = frame;
  const step = { id: stepIdOf(frame, blockId), blockId, effect: copyEffect(effect, run) };
  if (run.isDue) await run.giveWay();
  else run.lookAtEnds();
  const outcome = await askHost(frame, step);
  run.lookAtEnds();
  return outcome.ok
    ? { ok: true, value: copyValue(outcome.value, run) }
    : { ok: false, error: copyObject(outcome.error, run) };
}

/**
 * The value of an effect that has no branch for its failure.
 * Errors: the code of the failed outcome.
 */
export async function performOrFail(frame: Frame, blockId: string, effect: Effect): Promise<Value> {
  const outcome = await perform(frame, blockId, effect);
  if (outcome.ok) return outcome.value;
  throw new FlowError({
    code: textOf(outcome.error, "code", "EFFECT_FAILED"),
    message: textOf(outcome.error, "message", "The block could not do its work."),
    hint: textOf(outcome.error, "hint", "See the step's error."),
    blockId,
    cause: outcome.error,
  });
}

async function askHost(frame: Frame, step: Step): Promise<Outcome> {
  try {
    return await frame.run.host.perform(step);
  } catch (error) {
    if (error instanceof FlowError || error instanceof RunCancelled) throw error;
    throw new FlowError({
      code: "HOST_FAILED",
      message: "What carries out this run's steps failed.",
      hint: "Look into the server's log.",
      blockId: step.blockId,
      cause: describeError(error),
    });
  }
}

function textOf(error: ObjectValue, name: string, otherwise: string): string {
  const value = error[name];
  return typeof value === "string" && value !== "" ? value : otherwise;
}

function copyEffect(effect: Effect, run: RunState): Effect {
  switch (effect.kind) {
    case "command":
      return { ...effect, data: copyValue(effect.data, run) };
    case "respond":
      return { ...effect, response: copyResponse(effect.response, run) };
    case "keep-value":
    case "keep-value-if-absent":
      return { ...effect, value: copyValue(effect.value, run) };
    case "kept-value":
    case "forget-value":
      return effect;
  }
}

type Response = Extract<Effect, { kind: "respond" }>["response"];

function copyResponse(response: Response, run: RunState): Response {
  if (response.form !== "whole") return response;
  return { ...response, body: copyValue(response.body, run) };
}
