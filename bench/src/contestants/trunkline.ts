import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { firstAnswerMs, freePort } from "../measure/start-up.ts";
import { type Child, startChild } from "../processes/child.ts";
import { accountSids, type Contestant, sample } from "./contestant.ts";
import { type Api, openApi } from "./trunkline-api.ts";

/** The product's server as a contestant, with its API for setting it up and for checking. */
export interface TrunklineContestant extends Contestant {
  readonly api: Api;
}

const serverFile = fileURLToPath(
  new URL("../../../apps/server/dist/start-bundle.js", import.meta.url),
);
const app = "bench";
const connection = "sms";

/**
 * Starts the product's server with the database that it brings, as `npm start` does: durable, every
 * attempt committed. Only its log is quieter, as the bare servers write none.
 *
 * @param dataDir The same folder again starts on what is there already.
 */
export async function startTrunkline(dataDir: string): Promise<TrunklineContestant> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = await open(join(dataDir, "server.log"), "a");
  try {
    const began = performance.now();
    const child = startServer(dataDir, port, log.fd);
    const [startUpMs] = await Promise.all([firstAnswerMs(`${url}/healthz`, began), child.next()]);
    const key = (await readFile(join(dataDir, "owner.key"), "utf8")).trim();
    return contestantOf(child, url, key, startUpMs);
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
  return startChild({ title: "trunkline", file: serverFile, env, logFile });
}

function contestantOf(
  child: Child,
  url: string,
  key: string,
  startUpMs: number,
): TrunklineContestant {
  const data = { toPhone: sample.to, fromPhone: sample.from, msg: sample.text };
  return {
    name: "trunkline",
    pid: child.pid,
    startUpMs,
    accountSid: accountSids.trunkline,
    url: `${url}/api/apps/${app}/connections/${connection}/commands/sendMessage`,
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ data }),
    api: openApi(url, key),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
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

/** What stands in the table of attempts: how many in each state, and how many different SIDs. */
export interface AttemptCount {
  readonly byState: Readonly<Record<string, number>>;
  readonly sids: number;
}

interface AttemptPage {
  readonly attempts: readonly { readonly state: string; readonly sid: string | null }[];
  readonly nextPageToken: string | null;
}

/** Counts all attempts, page by page. */
export async function countAttempts(api: Api): Promise<AttemptCount> {
  const byState: Record<string, number> = {};
  const sids = new Set<string>();
  for (let token: string | null = ""; token !== null;) {
    const query = new URLSearchParams({ pageSize: "200", ...(token && { pageToken: token }) });
    const page: AttemptPage = await api.get(`/api/apps/${app}/attempts?${query.toString()}`);
    for (const { state, sid } of page.attempts) {
      byState[state] = (byState[state] ?? 0) + 1;
      if (sid !== null) sids.add(sid);
    }
    token = page.nextPageToken;
  }
  return { byState, sids: sids.size };
}
