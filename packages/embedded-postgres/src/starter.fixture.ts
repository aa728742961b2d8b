import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { Client } from "pg";

import { isAlive } from "./processes.ts";

/** Whether these tests run as root, where PostgreSQL needs another user. */
export const isRoot = process.getuid?.() === 0;

/** What a started process tells about its database, or the error it got. */
export interface Told {
  readonly error?: { readonly code: string; readonly message: string };
  readonly pid: number;
  readonly connectionString: string;
  readonly dataDirectory: string;
  readonly location: string;
  readonly notices: string[];
  readonly tookMs: number;
}

/** A process of its own that uses a database until it is told to stop, or killed. */
export interface Starter {
  readonly process: ChildProcess;
  readonly told: Promise<Told>;
  /** Lets it dispose and end. */
  finish(): Promise<void>;
  kill(): Promise<void>;
}

const program = (dataDir: string) => `
import { startEmbeddedPostgres } from ${JSON.stringify(new URL("index.ts", import.meta.url).href)};
const tell = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
const notices = [];
const startedAt = performance.now();
try {
  const postgres = await startEmbeddedPostgres({
    dataDir: ${JSON.stringify(dataDir)},
    onNotice: (text) => notices.push(text),
  });
  const tookMs = Math.round(performance.now() - startedAt);
  const { pid, connectionString, dataDirectory, location } = postgres;
  tell({ pid, connectionString, dataDirectory, location, notices, tookMs });
  process.stdin.once("end", () => postgres[Symbol.asyncDispose]());
  process.stdin.resume();
} catch (error) {
  tell({ error: { code: error.code, message: error.message } });
}
`;

/** Starts the database of `dataDir` in another process, as user `uid` if given. */
export function startInProcess(dataDir: string, uid?: number): Starter {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", "--input-type=module", "-e", program(dataDir)],
    {
      cwd: new URL(".", import.meta.url),
      detached: true, // A process group of its own, as a terminal gives each command.
      stdio: ["pipe", "pipe", "inherit"],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const told = new Promise<Told>((resolve) => {
    createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line) as Told));
  });
  return {
    process: child,
    told,
    async finish() {
      child.stdin.end();
      await exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** An empty data directory for a test, open to the user that PostgreSQL runs as. */
export async function makeDataDir(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "trunkline-embedded-postgres-"));
  await chmod(directory, 0o711);
  return directory;
}

/** Runs one statement in a connection of its own. */
export async function query(connectionString: string, text: string, values: unknown[] = []) {
  const client = new Client({ connectionString });
  client.on("error", () => undefined); // Tests kill servers under open connections.
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(text, values);
    return result.rows;
  } finally {
    await client.end();
  }
}

/** Waits until `condition` holds; a test that waits in vain fails by its own time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until a process has ended. */
export function ended(pid: number): Promise<void> {
  return until(() => !isAlive(pid));
}
