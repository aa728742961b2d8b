import { compactDocument, type AccessRules } from "@trunkline/api-contract";

import type { AppDocuments } from "../../../apps/index.ts";

/** The documents of an app as JSON text, in which flows stand as they were saved. */
export function documentsText(app: string, documents: AppDocuments): string {
  const { release, groups, rules, connections, flows } = documents;
  const before = { app, release, groups, rules: withoutEmpty(rules) };
  const rest = [
    `"connections":[${connections.map(compactDocument).join(",")}]`,
    `"flows":[${flows.map(withSettings).join(",")}]`,
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
