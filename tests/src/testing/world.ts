import { Client, type QueryResultRow } from "pg";

import type { Answer, AttemptBody, RequestParts } from "./api-client.ts";
import { type DataDirectory, makeDataDirectory } from "./data-directory.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import {
  type SimulatedAccount,
  type SimulatorProcess,
  startSimulator,
} from "./simulator-process.ts";

/** Where the texts of these tests go unless something else is said. */
export const recipient = "+15550001111";
/** The number that the simulated account owns. */
export const sender = "+15005550006";

/** What a world differs in from the product's defaults. */
export interface WorldSettings {
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the connection besides the default sender. */
  readonly connection?: Readonly<Record<string, unknown>>;
}

/** The whole product: server, embedded database, simulator, and the app `demo` in it. */
export class World implements AsyncDisposable {
  readonly dataDirectory: DataDirectory;
  server: ServerProcess;
  simulator: SimulatorProcess;
  account!: SimulatedAccount;
  readonly #settings: WorldSettings;
  readonly #others: ServerProcess[] = [];
  #earlierLogs = "";

  constructor(
    settings: WorldSettings,
    dataDirectory: DataDirectory,
    server: ServerProcess,
    simulator: SimulatorProcess,
  ) {
    this.#settings = settings;
    this.dataDirectory = dataDirectory;
    this.server = server;
    this.simulator = simulator;
  }

  /** A request to the first server. */
  api(method: string, path: string, parts?: RequestParts): Promise<Answer> {
    return this.server.api.call(method, path, parts);
  }

  /** Runs a command of the connection. */
  command(command: string, data: unknown, key?: string, at = this.server): Promise<Answer> {
    return at.api.call("POST", `/api/apps/demo/connections/sms/commands/${command}`, {
      body: { data },
      headers: key === undefined ? {} : { "idempotency-key": key },
    });
  }

  /** Sends a text to the usual recipient. */
  send(msg: string, key?: string, at?: ServerProcess): Promise<Answer> {
    return this.command("sendMessage", { toPhone: recipient, msg }, key, at);
  }

  /** All attempts, or those in one state, over all pages. */
  async attempts(state?: AttemptBody["state"]): Promise<AttemptBody[]> {
    const found: AttemptBody[] = [];
    for (let token: string | null = ""; token !== null;) {
      const query = new URLSearchParams({
        pageSize: "200",
        ...(state === undefined ? {} : { state }),
        ...(token === "" ? {} : { pageToken: token }),
      });
      const { body } = await this.api("GET", `/api/apps/demo/attempts?${query.toString()}`);
      found.push(...(body.attempts ?? []));
      token = body.nextPageToken ?? null;
    }
    return found;
  }

  /** The attempt under a key. @throws Error when there is none. */
  async attempt(key: string): Promise<AttemptBody> {
    const found = (await this.attempts()).find((one) => one.idempotencyKey === key);
    if (found === undefined) throw new Error(`There is no attempt under ${key}.`);
    return found;
  }

  /** Rows straight from the database. */
  async rows<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: await this.dataDirectory.connectionString() });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Kills the server with SIGKILL, from outside. */
  async kill(): Promise<void> {
    await this.server.kill();
  }

  /** Starts the server again on the same data; one that still runs is stopped in order first. */
  async restart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    this.#earlierLogs += this.server.child.output;
    this.server = await this.#start(env);
  }

  /** Another server on the same data; it ends with the world at the latest. */
  async startSecond(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const second = await this.#start(env);
    this.#others.push(second);
    return second;
  }

  #start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const dataDir = this.dataDirectory.path;
    return startServer({ dataDir, env: { ...this.#settings.env, ...env } });
  }

  /** Everything that the servers of this world have said. */
  get logs(): string {
    const now = [this.server, ...this.#others].map((server) => server.child.output);
    return this.#earlierLogs + now.join("");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [...this.#others, this.server]) await server[Symbol.asyncDispose]();
    await this.simulator[Symbol.asyncDispose]();
    await this.dataDirectory[Symbol.asyncDispose]();
  }
}

/** Starts everything and makes the app `demo` with the connection `sms` to the simulator. */
export async function startWorld(settings: WorldSettings = {}): Promise<World> {
  const directory = await makeDataDirectory();
  const { env = {} } = settings;
  const [simulator, server] = await Promise.all([
    startSimulator(directory.path),
    startServer({ dataDir: directory.path, env }),
  ]);
  const world = new World(settings, directory, server, simulator);
  await furnish(world, settings.connection ?? {});
  return world;
}

async function furnish(world: World, connection: Readonly<Record<string, unknown>>): Promise<void> {
  world.account = await world.simulator.account();
  const { accountSid, authToken } = world.account;
  await make(world, "/api/apps", { name: "demo" });
  await make(world, "/api/apps/demo/profiles", {
    name: "simulator",
    service: "twilio",
    settings: { accountSid, authToken, baseUrl: world.simulator.url, mode: "test" },
  });
  await make(world, "/api/apps/demo/connections", {
    name: "sms",
    service: "twilio",
    profile: "simulator",
    settings: { defaultSender: sender, ...connection },
  });
}

async function make(world: World, path: string, body: unknown): Promise<void> {
  const answer = await world.api("POST", path, { body });
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
}
