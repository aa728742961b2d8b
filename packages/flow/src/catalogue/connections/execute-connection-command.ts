import type { ObjectValue, Value } from "../../document/values.ts";
import { isObject } from "../../run/copy-value.ts";
import { FlowError } from "../../run/errors.ts";
import type { Effect } from "../../run/host.ts";
import { perform } from "../../run/perform.ts";
import { next, type Signal } from "../../run/signals.ts";
import { withValues } from "../../run/statement.ts";
import { compilesStatement } from "../behaviour.ts";
import { defineBlock } from "../define-block.ts";
import { invalidValue } from "../invalid-value.ts";

/** Runs a command of a connection, and then one of its two branches. */
export const executeConnectionCommand = defineBlock({
  type: "trunkline_execute_connection_command",
  category: "connections",
  shape: "regular",
  tooltip:
    "Runs a command of a connection and waits for it. Success Tasks see its output as Connection Data, Fail Tasks see Connection Error.",
  lines: [
    "execute command %COMMAND of connection %CONNECTION",
    "with data %DATA",
    "success tasks %SUCCESS",
    "fail tasks %FAIL",
  ],
  inputs: {
    CONNECTION: { accepts: ["text"], required: true },
    COMMAND: { accepts: ["text"], required: true },
    DATA: { accepts: ["object"] },
  },
  statements: ["SUCCESS", "FAIL"],
  behaviour: compilesStatement(({ block, value, stack, scope, newLocal }) => {
    const outcomePlace = newLocal();
    const success = stack("SUCCESS", { ...scope, data: outcomePlace });
    const fail = stack("FAIL", { ...scope, error: outcomePlace });
    const inputs = [value("CONNECTION"), value("COMMAND"), value("DATA")];
    return withValues(block.id, inputs, async (frame, values): Promise<Signal> => {
      const outcome = await perform(frame, block.id, commandOf(values));
      if (outcome.ok) {
        frame.locals[outcomePlace] = outcome.value;
        return success === null ? next : success(frame);
      }
      if (fail === null) throw commandFailed(outcome.error);
      frame.locals[outcomePlace] = outcome.error;
      return fail(frame);
    });
  }, true),
});

function commandOf([connection = null, command = null, data = null]: readonly Value[]): Effect {
  if (data !== null && !isObject(data)) {
    throw invalidValue("A command's data is an object.", "Plug an object into Data.");
  }
  return {
    kind: "command",
    connection: nameOf(connection, "Connection Name"),
    command: nameOf(command, "Command"),
    data,
  };
}

function nameOf(value: Value, input: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw invalidValue(
    `${input} is no text.`,
    `Plug a text, or a block that lists them, into ${input}.`,
  );
}

function commandFailed(error: ObjectValue): FlowError {
  const reason = error["message"];
  return new FlowError({
    code: "COMMAND_FAILED",
    message: `The command failed${typeof reason === "string" ? `: ${reason}` : "."}`,
    hint: "Put blocks into Fail Tasks to go on after a failure.",
    cause: error,
  });
}
