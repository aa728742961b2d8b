import { number, text, type Block, type Workspace, variable, webHook } from "./blocks.ts";

/** A flow that runs a command so many times, with an object as data and a block in its Success Tasks. */
export function effectFlow(turns: number): Workspace {
  const names = ["toPhone", "fromPhone", "msg"];
  const data: Block = {
    type: "trunkline_object",
    id: "data",
    extraState: { keys: names },
    inputs: Object.fromEntries(
      names.map((name, index) => [`VALUE${index}`, { block: text(name, `a text for ${name}`) }]),
    ),
  };
  const keep: Block = {
    type: "variables_set",
    id: "keep",
    fields: { VAR: { id: "x" } },
    inputs: { VALUE: { block: { type: "trunkline_connection_data", id: "given" } } },
  };
  const command: Block = {
    type: "trunkline_execute_connection_command",
    id: "command",
    inputs: {
      CONNECTION: { block: text("connection", "twilio") },
      COMMAND: { block: text("name", "sendMessage") },
      DATA: { block: data },
      SUCCESS: { block: keep },
    },
  };
  const loop: Block = {
    type: "controls_repeat_ext",
    id: "loop",
    inputs: { TIMES: { block: number("times", turns) }, DO: { block: command } },
  };
  return webHook(loop, ["x"]);
}

/** A flow that asks a condition so many times whether a value is kept: the least that an effect needs. */
export function keptValueFlow(turns: number): Workspace {
  const kept: Block = {
    type: "trunkline_kept_value",
    id: "kept",
    inputs: { KEY: { block: variable("key", "key") } },
  };
  const set = (id: string, name: string, value: Block): Block => ({
    type: "variables_set",
    id,
    fields: { VAR: { id: name } },
    inputs: { VALUE: { block: value } },
  });
  const loop: Block = {
    type: "controls_repeat_ext",
    id: "loop",
    inputs: { TIMES: { block: number("times", turns) }, DO: { block: set("set", "x", kept) } },
  };
  const key = set("set key", "key", text("text", "a key"));
  return webHook({ ...key, next: { block: loop } }, ["x", "key"]);
}
