import type { World } from "./world.ts";

interface Block {
  readonly type: string;
  readonly id: string;
  readonly [part: string]: unknown;
}

const text = (id: string, value: string): Block => ({ type: "text", id, fields: { TEXT: value } });
const plugged = (block: Block) => ({ block });

const property = (id: string, name: string): Block => ({
  type: "trunkline_get_property",
  id,
  inputs: {
    OBJECT: plugged({ type: "trunkline_request_body", id: `${id}-body` }),
    NAME: plugged(text(`${id}-name`, name)),
  },
});

const respond = (id: string, status: number, body: string): Block => ({
  type: "trunkline_send_response",
  id,
  inputs: {
    STATUS: plugged({ type: "math_number", id: `${id}-status`, fields: { NUM: status } }),
    BODY: plugged({ type: body, id: `${id}-body` }),
  },
});

const send: Block = {
  type: "trunkline_execute_connection_command",
  id: "send",
  inputs: {
    CONNECTION: plugged(text("connection", "sms")),
    COMMAND: plugged(text("command", "sendMessage")),
    DATA: plugged({
      type: "trunkline_object",
      id: "data",
      extraState: { keys: ["toPhone", "msg"] },
      inputs: { VALUE0: plugged(property("to", "to")), VALUE1: plugged(property("msg", "msg")) },
    }),
    SUCCESS: plugged(respond("sent", 200, "trunkline_connection_data")),
    FAIL: plugged(respond("failed", 502, "trunkline_connection_error")),
  },
};

const workspace = {
  blocks: {
    languageVersion: 0,
    blocks: [{ type: "trunkline_when_called", id: "start", next: plugged(send) }],
  },
};

/** Publishes the Web Hook `notify`, which texts `msg` to `to` and answers with what came of it. */
export async function notifyFlow(world: World): Promise<void> {
  const path = "/api/apps/demo/flows/notify";
  const body = { name: "notify", kind: "web-hook", settings: {}, workspace };
  const saved = await world.api("PUT", path, { body });
  const published = await world.api("POST", `${path}/publish`);
  for (const answer of [saved, published]) {
    if (answer.status > 201) throw new Error(`The flow was refused: ${answer.text}`);
  }
}
