import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { firstAnswerMs, freePort } from "../measure/start-up.ts";
import { type Child, startChild } from "../processes/child.ts";
import { accountSids, type Contestant, sample } from "./contestant.ts";
import { type Api, openApi } from "./trunkline-api.ts";

const serverFile = fileURLToPath(
  new URL("../../../apps/server/dist/start-bundle.js", import.meta.url),
);
/** The app of the bench. */
export const app = "bench";
const connection = "sms";

/** What one send looks like to the product, given its address and the owner's key. */
export type SendOf = (url: string, key: string) => Pick<Contestant, "url" | "headers" | "body">;

/** A send as a request to the command API. */
export const commandSend: SendOf = (url, key) => ({
  url: `${url}/api/apps/${app}/connections/${connection}/commands/sendMessage`,
  headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  body: JSON.stringify({
    data: { toPhone: sample.to, fromPhone: sample.from, msg: sample.text },
  }),
});

/** The product's server as a contestant, with its API for setting it up and for checking. */
export interface TrunklineContestant extends Contestant {
  readonly api: Api;
}

/**
 * Starts the product's server with the database that it brings, as `npm start` does: durable, every
 * attempt committed. Only its log is quieter, as the bare servers write none.
 *
 * @param dataDir The same folder again starts on what is there already.
 */
export async function startTrunkline(
  dataDir: string,
  sendOf: SendOf,
): Promise<TrunklineContestant> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = await open(join(dataDir, "server.log"), "a");
  try {
    const began = performance.now();
    const child = startServer(dataDir, port, log.fd);
    const [startUpMs] = await Promise.all([firstAnswerMs(`${url}/healthz`, began), child.next()]);
    const key = (await readFile(join(dataDir, "owner.key"), "utf8")).trim();
    return {
      name: "trunkline",
      pid: child.pid,
      startUpMs,
      accountSid: accountSids.trunkline,
      ...sendOf(url, key),
      api: openApi(url, key),
      [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
    };
  } finally {
    await log.close();
  }
}

function startServer(dataDir: string, port: number, logFile: number): Child {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("TRUNKLINE_"));
  const env = {
    ...Object.fromEntries(inherited),
    TRUNKLINE_DATA_DIR: dataDir,
    TRUNKLINE_PORT: String(port),
    TRUNKLINE_LOG_LEVEL: "warn",
  };
  // As `npm start` does: `scripts/lib/product.mjs`.
  const node = { file: process.execPath, args: ["--max-semi-space-size=32"] };
  return startChild({ title: "trunkline", file: serverFile, env, logFile, node });
}

/** Makes the app, the profile whose base URL is the stub, and the connection. */
export async function setUp(api: Api, stubUrl: string): Promise<void> {
  await api.post("/api/apps", { name: app });
  await api.post(`/api/apps/${app}/profiles`, {
    name: "stub",
    service: "twilio",
    settings: {
      accountSid: accountSids.trunkline,
      authToken: sample.authToken,
      baseUrl: stubUrl,
    },
  });
  await api.post(`/api/apps/${app}/connections`, {
    name: connection,
    service: "twilio",
    profile: "stub",
  });
}
