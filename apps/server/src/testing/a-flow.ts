/** A flow as a file holds it, to be varied by tests: when called, it answers 200. */
export function aFlow(changes: Readonly<Record<string, unknown>> = {}): {
  [name: string]: unknown;
} {
  return {
    name: "order-update",
    kind: "web-hook",
    settings: {},
    workspace: aWorkspace(),
    ...changes,
  };
}

/** A workspace with a start block and what stands below it. */
export function aWorkspace(below: object = respondWith(200)): object {
  return {
    blocks: {
      languageVersion: 0,
      blocks: [
        { type: "trunkline_when_called", id: "start", x: 10, y: 10, next: { block: below } },
      ],
    },
  };
}

/** A block that answers with a status. */
export function respondWith(status: number): object {
  const shadow = { type: "math_number", id: "status", fields: { NUM: status } };
  return { type: "trunkline_send_response", id: "respond", inputs: { STATUS: { shadow } } };
}

/** A block that executes `sendMessage` of the connection `sms`. */
export const sendBlock = {
  type: "trunkline_execute_connection_command",
  id: "send",
  inputs: {
    CONNECTION: { block: { type: "text", id: "connection", fields: { TEXT: "sms" } } },
    COMMAND: { block: { type: "text", id: "command", fields: { TEXT: "sendMessage" } } },
  },
};
