import type { Value } from "../document/values.ts";
import type { ProcedureLink } from "./compiling.ts";
import { areSync, evaluateAll, sizeOf, type Expression } from "./expression.ts";
import { calledFrame, type Frame } from "./frame.ts";
import { next, type MaybeSignal, type Signal } from "./signals.ts";
import { withValues, type Statement } from "./statement.ts";

/** Calls a procedure for what it does. */
export function callingStatement(
  blockId: string,
  procedure: ProcedureLink,
  inputs: readonly Expression[],
): Statement {
  return withValues(blockId, inputs, (frame, values) => {
    const { run, canGiveWay } = frame;
    const called = enter(frame, blockId, procedure, values, canGiveWay);
    if (run.isDue && canGiveWay) return run.giveWay().then(() => runBody(procedure, called));
    return runBody(procedure, called);
  });
}

function runBody(procedure: ProcedureLink, called: Frame): MaybeSignal {
  const done = procedure.body()(called);
  return typeof done === "number" ? next : done.then((): Signal => next);
}

/** Calls a procedure for its value; waits where an effect is in it or in an argument. */
export function callingExpression(
  blockId: string,
  procedure: ProcedureLink,
  inputs: readonly Expression[],
): Expression {
  const size = 1 + sizeOf(inputs);
  if (procedure.hasEffect) {
    const run = async (frame: Frame): Promise<Value> => {
      const values = await evaluateAll(inputs, frame);
      if (frame.run.isDue) await frame.run.giveWay();
      const called = enter(frame, blockId, procedure, values, true);
      await procedure.body()(called);
      return called.returned;
    };
    return { isAsync: true, size, run };
  }
  if (areSync(inputs)) {
    const runs = inputs.map((input) => input.run);
    const run = (frame: Frame): Value =>
      valueAtOnce(
        frame,
        blockId,
        procedure,
        runs.map((input) => input(frame)),
      );
    return { isAsync: false, size, run };
  }
  const run = async (frame: Frame): Promise<Value> =>
    valueAtOnce(frame, blockId, procedure, await evaluateAll(inputs, frame));
  return { isAsync: true, size, run };
}

/** Runs a procedure without effects where nobody can give way; it is cut at a limit instead. */
function valueAtOnce(
  frame: Frame,
  blockId: string,
  procedure: ProcedureLink,
  values: readonly Value[],
): Value {
  const called = enter(frame, blockId, procedure, values, false);
  const before = frame.canGiveWay ? frame.run.beginExpression() : null;
  void procedure.body()(called);
  if (before !== null) frame.run.endExpression(before);
  return called.returned;
}

/** Errors: `CALL_DEPTH_LIMIT`. */
function enter(
  frame: Frame,
  blockId: string,
  procedure: ProcedureLink,
  values: readonly Value[],
  canGiveWay: boolean,
): Frame {
  const called = calledFrame(frame, blockId, values.slice(0, procedure.parameterCount), canGiveWay);
  frame.run.enterCall(called.depth);
  return called;
}
