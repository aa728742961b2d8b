import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Secret } from "@trunkline/vault";
import { pino } from "pino";

import { type AttemptTimes, readConfig } from "../config/config.ts";
import { readEnvironment } from "../config/env.ts";
import { openDatabaseSource } from "../database-source.ts";
import { startServer } from "../server.ts";
import { makeDatabase, type TestDatabase } from "./test-database.ts";
import { startTwilioStub, type TwilioStub } from "./twilio-stub.ts";

/** A whole server in this process, on a database of its own, with a stub in Twilio's place. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly dataDir: string;
  readonly database: TestDatabase;
  readonly twilio: TwilioStub;
  /** Every line that the server has logged. */
  readonly log: readonly string[];
  /** Calls the API with the owner's key; a body makes it a POST unless `method` says otherwise. */
  api(path: string, options?: ApiOptions): Promise<ApiAnswer>;
  /** Executes `sendMessage` on the connection `sms` of the app `shop`. */
  send(data: unknown, idempotencyKey?: string): Promise<ApiAnswer>;
}

/** What a call may say beyond its address. */
export interface ApiOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, its body read as JSON where it has one. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read answers of every shape
  readonly body: any;
}

/** The key that test servers are given. */
export const testKey = "an-owner-key-for-tests-that-is-long-enough";
/** The profile that `startTestServer` makes; its secret is looked for where it must not be. */
export const testProfileSettings = {
  accountSid: `AC${"1".repeat(32)}`,
  authToken: "5".repeat(32),
  mode: "test",
} as const;

/** What a test server may have of its own. */
export interface TestServerOptions {
  readonly times?: Partial<AttemptTimes>;
  /** Another server's: both then share it. */
  readonly database?: TestDatabase;
  readonly dataDir?: string;
  readonly trustedProxies?: readonly string[];
  /** False leaves the app `shop` with its profile `main` and connection `sms` out. */
  readonly withShop?: boolean;
}

/** Starts a server; disposing it stops it and removes what it made. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const log: string[] = [];
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "trunkline-test-")));
  const database = options.database ?? (await makeDatabase());
  const twilio = await startTwilioStub();
  const defaults = readConfig(readEnvironment({}));
  const config = {
    ...defaults,
    dataDir,
    http: { ...defaults.http, port: 0, trustedProxies: options.trustedProxies ?? [] },
    attempts: { ...defaults.attempts, ...options.times },
    secrets: {
      ...defaults.secrets,
      adminApiKey: new Secret(testKey),
      databaseUrl: new Secret(database.connectionString),
    },
  };
  const server = await startServer({
    config,
    source: await openDatabaseSource(config, () => undefined),
    notices: [],
    logger: pino({ level: "trace" }, { write: (line: string) => void log.push(line) }),
  });
  const api = (path: string, given?: ApiOptions) => callApi(server.url, path, given);
  const made: TestServer = {
    url: server.url,
    dataDir,
    database,
    twilio,
    log,
    api,
    send: (data, idempotencyKey) =>
      api("/api/apps/shop/connections/sms/commands/sendMessage", {
        body: { data },
        headers: idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey },
      }),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await twilio[Symbol.asyncDispose]();
      if (options.database === undefined) await database[Symbol.asyncDispose]();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true });
    },
  };
  if (options.withShop !== false) await makeShop(made);
  return made;
}

async function makeShop(server: TestServer): Promise<void> {
  await server.api("/api/apps", { body: { name: "shop" } });
  await server.api("/api/apps/shop/profiles", {
    body: {
      name: "main",
      service: "twilio",
      settings: { ...testProfileSettings, baseUrl: server.twilio.url },
    },
  });
  await server.api("/api/apps/shop/connections", {
    body: {
      name: "sms",
      service: "twilio",
      profile: "main",
      settings: { defaultSender: "+15005550006" },
    },
  });
}

async function callApi(url: string, path: string, options: ApiOptions = {}): Promise<ApiAnswer> {
  const { body } = options;
  const answer = await fetch(url + path, {
    method: options.method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${testKey}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json") === true;
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}
