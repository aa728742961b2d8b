import { readFile } from "node:fs/promises";

import { ApiClient } from "./api-client.ts";
import { Child, type Ending } from "./child.ts";
import { expectToBeFree } from "./leftovers.ts";

/** What a server is started with; everything else is at its default. */
export interface ServerSettings {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The server in a process of its own. */
export class ServerProcess implements AsyncDisposable {
  readonly child: Child;
  readonly url: string;
  readonly api: ApiClient;
  readonly key: string;
  readonly notices: readonly string[];

  constructor(child: Child, ready: Ready, key: string) {
    this.child = child;
    this.url = ready.url;
    this.notices = ready.notices;
    this.key = key;
    this.api = new ApiClient(ready.url, key);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Kills it with SIGKILL from outside. */
  async kill(): Promise<void> {
    await this.child.kill();
    await this.api[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.child[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }
}

interface Ready {
  readonly url: string;
  readonly keyFile: string;
  readonly notices: readonly string[];
}

/** Starts the built server and waits until it is ready. @throws Error with what it said. */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const child = spawnServer(settings);
  const ready = await child.message<Ready>("ready");
  const key = (await readFile(ready.keyFile, "utf8")).trim();
  const server = new ServerProcess(child, ready, key);
  expectToBeFree(server.port, "server");
  return server;
}

/** Starts a server that is to end by itself, and tells how it did and what it said. */
export async function startAndEnd(
  settings: ServerSettings,
): Promise<Ending & { readonly output: string }> {
  await using child = spawnServer(settings);
  const ending = await child.ended;
  return { ...ending, output: child.output };
}

/** Starts a server without waiting for it. */
export function spawnServer({ dataDir, env = {} }: ServerSettings): Child {
  return new Child({
    name: "server",
    args: ["apps/server/dist/start-bundle.js"],
    env: { TRUNKLINE_DATA_DIR: dataDir, TRUNKLINE_PORT: "0", ...env },
  });
}
