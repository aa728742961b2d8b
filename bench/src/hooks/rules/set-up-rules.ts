import { readFile } from "node:fs/promises";

import type { Api } from "../../contestants/trunkline-api.ts";
import { app } from "../../contestants/trunkline.ts";
import { flowFile, flowName } from "../publish-flow.ts";

/** The same flow again, behind a rule of its own and over a connection whose command has one too. */
export const ruledFlowName = "send-text-ruled";
const ruledConnection = "sms-ruled";
const group = "Support";

/** Publishes both flows, and gives the Web Hook Key of somebody whom the narrower rules let in. */
export async function setUpRules(api: Api): Promise<string> {
  const at = `/api/apps/${app}`;
  const flow = await readFile(flowFile, "utf8");
  await api.post(`${at}/connections`, {
    name: ruledConnection,
    service: "twilio",
    profile: "stub",
  });
  await api.put(`${at}/flows/${flowName}`, flow);
  await api.put(`${at}/flows/${ruledFlowName}`, ruled(flow));
  const { id } = await api.make<{ id: string }>("/api/users", {
    name: "Caller",
    email: "caller@example.com",
    memberships: [{ app, group, role: "Manager" }],
  });
  const rules = {
    hooks: { [ruledFlowName]: [{ group: "Sales" }, { group, role: "Supervisor" }] },
    commands: { [ruledConnection]: { sendMessage: [{ group }] } },
  };
  await api.make(`${at}/groups`, { name: "Sales" });
  await api.put(`${at}/rules`, JSON.stringify(rules));
  await api.make(`${at}/releases`, { note: "Rules" });
  const named = { kind: "web-hook", name: "Bench" };
  return (await api.make<{ key: string }>(`/api/users/${id}/keys`, named)).key;
}

function ruled(flow: string): string {
  const renamed = flow.replaceAll('"TEXT": "sms"', `"TEXT": "${ruledConnection}"`);
  if (renamed === flow) throw new Error("The flow names no connection.");
  return renamed
    .replace(`"name": "${flowName}"`, `"name": "${ruledFlowName}"`)
    .replace('"access": "public"', '"access": "key"');
}
