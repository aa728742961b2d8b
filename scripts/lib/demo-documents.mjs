import { isDeepStrictEqual } from "node:util";

import { DemoRefusal } from "./demo-api.mjs";
import { readExampleApps } from "./example-apps.mjs";

/**
 * Puts the examples into the demo app, of which nothing is live yet, and publishes them. Nothing is
 * ever saved over: a draft that holds something else is left alone, and one that holds the examples
 * is only published, for a start that was cut off before it could do so. Resolves to null.
 */
export async function ensureDocuments(call, app) {
  const examples = await readExampleApps();
  const { value: draft, etag } = await call.withEtag(`${app}/documents`);
  if (!isAsMade(draft, examples)) {
    if (!isUntouched(draft, examples)) return null;
    await call("PUT", `${app}/documents`, examples, { "if-match": etag });
  }
  await publish(call, app);
  return null;
}

/** Somebody who published meanwhile has done it for us. */
async function publish(call, app) {
  try {
    await call("POST", `${app}/releases`, { note: "The examples" });
  } catch (error) {
    if (!(error instanceof DemoRefusal) || error.code !== "RELEASE_UNCHANGED") throw error;
  }
}

/** Whether a draft has nothing yet but the connection that the demo begins with. */
function isUntouched({ flows, rules, connections }, examples) {
  const isEmpty = flows.length === 0 && Object.keys(rules).length === 0;
  return isEmpty && isDeepStrictEqual(connections, examples.connections);
}

function isAsMade(draft, examples) {
  const documents = ({ flows, rules, connections }) => ({ flows, rules, connections });
  return isDeepStrictEqual(documents(draft), documents(examples));
}
