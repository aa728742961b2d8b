import { join } from "node:path";

import { fileProvider, fixedProvider, type MasterKeyProvider } from "@trunkline/vault";
import type { FastifyBaseLogger } from "fastify";
import { pino } from "pino";

import {
  audit,
  openIdentities,
  openKeyIdentities,
  openOwnerKey,
  openUserRooms,
  type OwnerKey,
  writeClientFile,
} from "./access/index.ts";
import {
  keepDeleting,
  openApps,
  openFlowDirectory,
  openFlows,
  openReleases,
  openRules,
} from "./apps/index.ts";
import {
  keepExpiring,
  openAccountLimits,
  openAttempts,
  openSenderRates,
} from "./commands/index.ts";
import type { Config } from "./config/config.ts";
import { readVersion } from "./config/version.ts";
import {
  type MasterKeys,
  openConnections,
  openDataKeys,
  openDirectory,
  openMasterKeys,
  openProfiles,
} from "./connections/index.ts";
import type { Context } from "./context.ts";
import type { DatabaseSource } from "./database-source.ts";
import {
  createPool,
  type Database,
  listen,
  migrate,
  newId,
  openDatabase,
} from "./database/index.ts";
import { Disposal } from "./disposal.ts";
import { buildHttp } from "./http/build-http.ts";
import type { HttpApp } from "./http/routes/route.ts";
import { openOutbound } from "./outbound/index.ts";
import {
  keepHookCallsExpiring,
  openHookCalls,
  openHookSignatures,
} from "./runs/hook-calls/index.ts";
import {
  cancelArchived,
  openRuns,
  openServerLife,
  runStarts,
  type ServerLife,
} from "./runs/index.ts";
import { StartError } from "./start-error.ts";
import { waitForDatabase } from "./wait-for-database.ts";

/** A server that answers. Disposing it stops everything in order. */
export interface Server extends AsyncDisposable {
  readonly url: string;
  /** The file with the owner's API key, readable by its user alone. */
  readonly keyFile: string;
  /** The file with the link for the first owner; null when the server has one. */
  readonly ownerLinkFile: string | null;
  /** What a person should know after this start, a sentence each. */
  readonly notices: readonly string[];
}

/** What starting a server takes. */
export interface ServerOptions {
  readonly config: Config;
  /** The running database; it is stopped with the server. */
  readonly source: DatabaseSource;
  /** What there was to tell before; the server adds its own. */
  readonly notices: string[];
  /** Where log lines go; standard output when left out. */
  readonly logger?: FastifyBaseLogger;
}

/**
 * Starts a server on a running database: migrations, keys, rooms, HTTP. When a step fails,
 * everything before it is undone, and the database is stopped.
 *
 * @throws StartError, DatabaseError, ConnectionsError, VaultError, EmbeddedPostgresError.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  await using stack = new Disposal();
  stack.use(options.source);
  const { config, notices } = options;
  const logger = options.logger ?? pino({ level: config.logLevel, base: { pid: process.pid } });
  for (const notice of notices) logger.warn(notice);
  const context = await openContext({ ...options, logger }, stack);
  const app = await buildHttp(context, logger);
  stack.defer(() => app.close());
  const url = await listenOn(app, config);
  await writeClientFile(config.dataDir, url, context.ownerKey.key);
  const ownerLinkFile = await context.ownerLinks.offer(url);
  if (ownerLinkFile !== null) logger.info({ file: ownerLinkFile }, "nobody owns this server yet");
  const parts = stack.move();
  return {
    url,
    keyFile: context.ownerKey.path,
    ownerLinkFile,
    notices,
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}

/** As many as there are batches in flight: two of attempts, one of runs that begin by hand, one of ends. */
const writeConnections = 4;

type OpenOptions = ServerOptions & { readonly logger: FastifyBaseLogger };

async function openContext(options: OpenOptions, stack: Disposal): Promise<Context> {
  const { config, logger, source, notices } = options;
  const ownerKey = await openOwnerKey(config.dataDir, config.secrets.adminApiKey);
  const database = openPool(source.connectionString, config, logger, stack);
  await waitForDatabase(database.pool, () => logger.warn("waiting for the database"));
  const migration = await migrate(database.pool);
  const masterKeys = await openMasterKeys(database, providerOf(config));
  tellOfNewKey(masterKeys, notices);
  const life = stack.use(await openServerLife(database.pool, newId("srv")));
  return {
    config,
    version: await readVersion(),
    database,
    migration,
    ownerKey,
    masterKeys,
    ...openRooms(options, { database, masterKeys, life, ownerKey }, stack),
  };
}

function openPool(
  connectionString: string,
  config: Config,
  logger: FastifyBaseLogger,
  stack: Disposal,
): Database {
  const listener = {
    onConnectionLost: (error: Error) =>
      logger.warn({ kind: error.name }, "database connection lost"),
  };
  const shared = { connectionString, name: "trunkline" } as const;
  const size = config.database.poolSize;
  const pool = createPool({ ...shared, size, plans: "fresh" }, listener);
  const writes = createPool({ ...shared, size: writeConnections, plans: "kept" }, listener);
  stack.defer(async () => void (await Promise.all([pool.end(), writes.end()])));
  return openDatabase({ pool, writes });
}

function providerOf(config: Config): MasterKeyProvider {
  const keys = config.secrets.masterKeys;
  if (keys.length === 0) return fileProvider(join(config.dataDir, "master.key"));
  return fixedProvider(
    keys.map((key) => key.reveal()),
    "TRUNKLINE_MASTER_KEY(S)",
  );
}

function tellOfNewKey(masterKeys: MasterKeys, notices: string[]): void {
  if (!masterKeys.wasCreated) return;
  notices.push(
    `A master key was made in ${masterKeys.provider.description}. Back it up: without it, ` +
      "nobody can open the stored credentials.",
  );
}

/** What the rooms stand on. */
interface Ground {
  readonly database: Database;
  readonly masterKeys: MasterKeys;
  readonly life: ServerLife;
  readonly ownerKey: OwnerKey;
}

function openRooms(options: OpenOptions, ground: Ground, stack: Disposal) {
  const { config, logger } = options;
  const { database, masterKeys, life, ownerKey } = ground;
  const dataKeys = openDataKeys(database, masterKeys);
  const notifications = stack.use(
    listen(database.pool, () => {
      directory.forget();
      flowDirectory.forget();
      identities.forget();
      userRooms.sessions.forget();
      void cancelArchived(runs).catch(failed);
    }),
  );
  const mayKeep = () => notifications.isListening;
  const directory = openDirectory(database, dataKeys, mayKeep);
  const flowDirectory = openFlowDirectory(database, dataKeys, mayKeep);
  const userRooms = openUserRooms({
    database,
    dataKeys,
    dataDir: config.dataDir,
    mayKeep,
    onChange: () => identities.forget(),
  });
  const identities = openIdentities(
    ownerKey,
    openKeyIdentities(database, mayKeep),
    async (cookies) => (await userRooms.sessions.find(cookies))?.identity ?? null,
  );
  const failed = (error: unknown) =>
    logger.error(
      { kind: error instanceof Error ? error.name : typeof error },
      "background failure",
    );
  const executor = {
    directory,
    outbound: stack.use(openOutbound(config.attempts.requestTimeoutMs)),
    limits: openAccountLimits(config.attempts.pendingWaitMs),
    rates: openSenderRates(config.attempts.pendingWaitMs),
    attempts: stack.use(openAttempts(database, life.server, config.attempts, runStarts)),
    waitMs: config.attempts.pendingWaitMs,
    onUnexpected: failed,
  };
  stack.use(keepExpiring(database.pool, failed));
  stack.use(keepHookCallsExpiring(database.pool, failed));
  stack.use(keepDeleting(database, failed));
  stack.use(audit.keepExpiring(database.pool, config.auditRetentionDays, failed));
  const hookCalls = stack.use(openHookCalls(database.pool, life.server, failed));
  const runs = stack.use(openRuns({ database, dataKeys, executor, life, onUnexpected: failed }));
  return {
    ...userRooms,
    identities,
    dataKeys,
    directory,
    executor,
    runs,
    hookCalls,
    hookSignatures: openHookSignatures(database.pool),
    apps: openApps(database, dataKeys),
    flows: openFlows(database, dataKeys),
    rules: openRules(database),
    releases: openReleases({ database, dataKeys }),
    flowDirectory,
    profiles: openProfiles(database, dataKeys),
    connections: openConnections(database, dataKeys),
    overdueAfterMs: config.attempts.requestTimeoutMs + config.attempts.marginMs,
  };
}

async function listenOn(app: HttpApp, config: Config): Promise<string> {
  try {
    await app.listen({ host: config.http.host, port: config.http.port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") throw error;
    throw new StartError(
      "PORT_IN_USE",
      `The server cannot listen on port ${config.http.port} of ${config.http.host} (${code}). ` +
        "Set TRUNKLINE_PORT or TRUNKLINE_HOST to another one.",
      error,
    );
  }
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.http.port;
  const host = config.http.host.includes(":") ? `[${config.http.host}]` : config.http.host;
  return `http://${host}:${port}`;
}
