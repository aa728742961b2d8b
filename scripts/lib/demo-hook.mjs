import fs from "node:fs/promises";

import { DemoRefusal } from "./demo-api.mjs";
import { fromRoot } from "./root.mjs";

const file = fromRoot("examples/send-text/flow.json");

/**
 * Makes and publishes the demo's Web Hook where it is missing. One that is there is never saved
 * over: it is published only if a start was cut off before it could do so, and nobody has changed
 * it since.
 */
export async function ensureHook(call, app) {
  const flow = JSON.parse(await fs.readFile(file, "utf8"));
  const path = `${app}/flows/${flow.name}`;
  const there = await readOrNull(call, path);
  if (there !== null && (there.liveVersion !== null || !isAsMade(there, flow))) return;
  const { version } = there ?? (await call("PUT", path, flow));
  await call("POST", `${path}/publish`, undefined, { "if-match": `"${version}"` });
}

async function readOrNull(call, path) {
  try {
    return await call("GET", path);
  } catch (error) {
    if (error instanceof DemoRefusal && error.status === 404) return null;
    throw error;
  }
}

function isAsMade(there, flow) {
  const contents = ({ kind, settings, workspace }) => JSON.stringify([kind, settings, workspace]);
  return contents(there) === contents(flow);
}
