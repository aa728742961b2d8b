import { readFile } from "node:fs/promises";

import type { Api } from "../contestants/trunkline-api.ts";

/** The Web Hook that is measured, and its name in addresses. */
export const flowName = "send-text";
/** Its document. */
export const flowFile = new URL("../../src/hooks/send-text.flow.json", import.meta.url);

/** Publishes the Web Hook that sends a text and answers with its SID: open to all, like the others. */
export async function publishFlow(api: Api, app: string): Promise<void> {
  const path = `/api/apps/${app}/flows/${flowName}`;
  await api.put(path, await readFile(flowFile, "utf8"));
  await api.post(`${path}/publish`);
}
