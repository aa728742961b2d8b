import { setImmediate as giveWay } from "node:timers/promises";

import { compactDocument, type AccessRules } from "@trunkline/api-contract";

import type { AppDocuments } from "../../../apps/index.ts";

/**
 * The documents of an app as JSON text, in which flows stand as they were saved. Others have their
 * turn between one and the next.
 */
export async function documentsText(app: string, documents: AppDocuments): Promise<string> {
  const { release, groups, rules, connections } = documents;
  const before = { app, release, groups, rules: withoutEmpty(rules) };
  const flows: string[] = [];
  for (const flow of documents.flows) {
    flows.push(withSettings(flow));
    await giveWay();
  }
  const rest = [
    `"connections":[${connections.map(compactDocument).join(",")}]`,
    `"flows":[${flows.join(",")}]`,
  ];
  return `${JSON.stringify(before).slice(0, -1)},${rest.join(",")}}`;
}

/** Rules that say nothing are not there, whatever they were saved as. */
function withoutEmpty(rules: AccessRules): object {
  const parts = Object.entries(rules).filter(([, part]) => Object.keys(part).length > 0);
  return Object.fromEntries(parts);
}

/** The flow is an object with properties: it was checked when it was saved. */
function withSettings(flow: string): string {
  if (Object.hasOwn(JSON.parse(flow) as object, "settings")) return flow;
  return `${flow.trimEnd().slice(0, -1)},"settings":{}}`;
}
