import type { World } from "./world.ts";

/** A block as Blockly saves it, as far as these tests make some. */
interface Block {
  readonly type: string;
  readonly id: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, { readonly block: Block }>>;
  readonly next?: { readonly block: Block };
}

let made = 0;

/** A block with whatever is plugged into it. */
export function block(
  type: string,
  inputs: Readonly<Record<string, Block>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): Block {
  made += 1;
  const plugged = Object.entries(inputs).map(([name, inner]) => [name, { block: inner }]);
  return { type, id: `block-${made}`, fields, inputs: Object.fromEntries(plugged) };
}

/** A block that gives a text. */
export const text = (value: string): Block => block("text", {}, { TEXT: value });

/** Executes a command of the connection `sms`; what is plugged in goes on in its branches. */
export function command(name: string, inputs: Readonly<Record<string, Block>>): Block {
  const named = { CONNECTION: text("sms"), COMMAND: text(name) };
  return block("trunkline_execute_connection_command", { ...named, ...inputs });
}

/** Sends the text that the request's body describes. */
export function sendMessage(success: Block): Block {
  return command("sendMessage", { DATA: block("trunkline_request_body"), SUCCESS: success });
}

/** Answers with a text. */
export function respond(body: Block, status = 200): Block {
  return block("trunkline_send_response", {
    BODY: body,
    STATUS: block("math_number", {}, { NUM: status }),
  });
}

/** A property of what the command gave. */
export function dataProperty(name: string): Block {
  const inputs = { OBJECT: block("trunkline_connection_data"), NAME: text(name) };
  return block("trunkline_get_property", inputs);
}

/** Saves and publishes a Web Hook of the app `demo` that anybody may call. */
export async function publishHook(
  world: World,
  name: string,
  first: Block,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const start = { ...block("trunkline_when_called"), next: { block: first } };
  const workspace = { blocks: { languageVersion: 0, blocks: [start] } };
  const body = { name, kind: "web-hook", settings: { access: "public", ...settings }, workspace };
  const path = `/api/apps/demo/flows/${name}`;
  const saved = await world.api("PUT", path, { body });
  if (saved.status !== 201) throw new Error(`Saving answered ${saved.status}: ${saved.text}`);
  const published = await world.api("POST", `${path}/publish`);
  if (published.status !== 200) throw new Error(`Publishing answered ${published.text}`);
}
