import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { request } from "undici";

import type { Answer } from "./api-client.ts";
import { root } from "./child.ts";
import { eventually } from "./eventually.ts";
import type { World } from "./world.ts";

/** The examples, by their folders. */
export const exampleNames = [
  "contact-form",
  "missed-appointment",
  "order-update",
  "redact-messages",
  "send-text",
  "two-factor-code",
] as const;

/** A problem that the checks found. */
export interface ExampleProblem {
  readonly code: string;
  readonly blockId: string | null;
}

/** The text of an example's flow file. */
export function readExample(name: string): Promise<string> {
  return readFile(join(root, "examples", name, "flows", `${name}.json`), "utf8");
}

/** Saves and publishes an example as it stands. @returns What the checks found. */
export async function publishExample(
  world: World,
  name: string,
): Promise<readonly ExampleProblem[]> {
  const path = `/api/apps/demo/flows/${name}`;
  const saved = await world.api("PUT", path, { body: await readExample(name) });
  if (saved.status !== 201) throw new Error(`${name} was refused: ${saved.text}`);
  const published = await world.api("POST", `${path}/publish`);
  if (published.status !== 200) throw new Error(`${name} was not published: ${published.text}`);
  return published.body["problems"] as readonly ExampleProblem[];
}

/** Calls a Web Hook of the app, as its owner. */
export function callHook(world: World, name: string, body: unknown): Promise<Answer> {
  return world.api("POST", `/hooks/demo/${name}`, { body });
}

/** One of the simulator's controls. */
export async function control(world: World, name: string, body: unknown): Promise<void> {
  const answer = await request(`${world.simulator.url}/simulator/${name}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });
  if (answer.statusCode >= 300) throw new Error(`${name}: ${await answer.body.text()}`);
  await answer.body.dump();
}

/** Lets the simulator's clock stand at a time in the past while something happens, all of it. */
export async function ago(world: World, ms: number, happen: () => Promise<unknown>): Promise<void> {
  const now = new Date(Date.now() - ms).toISOString();
  await control(world, "clock", { mode: "stopped", now });
  await happen();
  await control(world, "clock", { advanceMs: 60_000 });
  await control(world, "clock", { mode: "real" });
}

/** What was texted to a number, oldest first. */
export async function textsTo(world: World, to: string): Promise<string[]> {
  const all = await world.simulator.messages();
  return all.filter((message) => message.to === to).map(({ body }) => body);
}

/** Somebody answers a text, with STOP for instance; waits until that has done its work. */
export async function answerText(
  world: World,
  answer: { readonly from: string; readonly to: string; readonly body: string },
): Promise<void> {
  const { length } = await world.simulator.messages(answer.body);
  await control(world, "inbound", answer);
  await eventually(`${answer.body} is received`, async () => {
    const all = await world.simulator.messages(answer.body);
    return all.length > length && all.every(({ status }) => status === "received");
  });
}
