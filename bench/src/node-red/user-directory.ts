import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { accountSids, sample } from "../contestants/contestant.ts";
import { nodeRedFlow } from "./flow.ts";

/** Writes the folder that Node-RED runs on: settings, flow and credentials. */
export async function writeUserDirectory(folder: string, port: number): Promise<void> {
  await mkdir(folder);
  const settings = {
    uiHost: "127.0.0.1",
    uiPort: port,
    // What serves the editor takes part in no request, and neither does a log.
    disableEditor: true,
    httpAdminRoot: false,
    flowFile: "flows.json",
    credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false },
    externalModules: { autoInstall: false, palette: { allowInstall: false } },
    logging: { console: { level: "error", metrics: false, audit: false } },
  };
  const flow = nodeRedFlow(accountSids["node-red"], sample.from);
  await writeFile(join(folder, "settings.js"), `module.exports = ${JSON.stringify(settings)};\n`);
  await writeFile(join(folder, "flows.json"), JSON.stringify(flow));
  const credentials = { account: { token: sample.authToken } };
  await writeFile(join(folder, "flows_cred.json"), JSON.stringify(credentials));
}
