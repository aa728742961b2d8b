import { block, command, dataProperty, respond, text } from "./web-hook.ts";
import type { World } from "./world.ts";

/** What tells a release apart in everything that it does: its number, status and sender. */
export interface Mark {
  readonly release: number;
  readonly status: number;
  /** The connection's default sender, an alphanumeric one. */
  readonly sender: string;
}

/** A release whose flows answer with a status of its own and text from a sender of its own. */
export function markOf(release: number): Mark {
  return { release, status: 220 + release, sender: `Shop${"ABCDEFGHI".charAt(release)}` };
}

type Block = ReturnType<typeof block>;

function textSaying(body: string, success: Block): Block {
  const inputs = { VALUE0: text("+447700900123"), VALUE1: text(body) };
  const data = { ...block("trunkline_object", inputs), extraState: { keys: ["toPhone", "msg"] } };
  return command("sendMessage", { DATA: data, SUCCESS: success });
}

/** Saves the draft of a release: a hook that sends two texts, and the connection's default sender. */
export async function saveMarked(world: World, hook: string, mark: Mark): Promise<void> {
  const answer = respond(dataProperty("from"), mark.status);
  const second = textSaying(`Release ${mark.release}, second`, answer);
  await saveHook(world, hook, textSaying(`Release ${mark.release}, first`, second));
  const settings = { defaultSender: mark.sender };
  const path = "/api/apps/demo/connections/sms";
  await must(world.api("PATCH", path, { body: { settings } }));
}

/** Saves the draft of a hook of the app `demo` that anybody may call. */
export async function saveHook(world: World, name: string, first: Block): Promise<void> {
  const start = { ...block("trunkline_when_called"), next: { block: first } };
  const workspace = { blocks: { languageVersion: 0, blocks: [start] } };
  const body = { name, kind: "web-hook", settings: { access: "public" }, workspace };
  const path = `/api/apps/demo/flows/${name}`;
  const isThere = (await world.api("GET", path)).status === 200;
  const headers: Record<string, string> = isThere ? { "if-match": "*" } : {};
  await must(world.api("PUT", path, { body, headers }));
}

/** Publishes the app, and gives the number of its release. */
export async function publishApp(world: World): Promise<number> {
  const made = await must(world.api("POST", "/api/apps/demo/releases", { body: { note: "" } }));
  return Number(made.body["number"]);
}

/** Makes a release live. */
export async function activate(world: World, release: number): Promise<void> {
  await must(world.api("POST", `/api/apps/demo/releases/${release}/activate`));
}

async function must(asked: ReturnType<World["api"]>) {
  const answer = await asked;
  if (answer.status > 201) throw new Error(`It answered ${answer.status}: ${answer.text}`);
  return answer;
}
