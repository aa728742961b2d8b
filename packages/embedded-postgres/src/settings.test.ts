import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";

import { afterAll, beforeAll, expect, it, vi } from "vitest";

import { startEmbeddedPostgres, type EmbeddedPostgres } from "./index.ts";
import { makeDataDir, query, until } from "./starter.fixture.ts";

vi.setConfig({ testTimeout: 60_000 }); // Real databases, on a machine that may be busy.

const planted = "planted-in-the-environment";
const number = "+15005550006";
let dataDir: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = await makeDataDir();
  process.env["TRUNKLINE_MASTER_KEY"] = planted;
  postgres = await startEmbeddedPostgres({ dataDir });
  delete process.env["TRUNKLINE_MASTER_KEY"];
});

afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, maxRetries: 5 });
});

function readLog(): Promise<string> {
  return readFile(join(dataDir, "postgres", "postgres.log"), "utf8");
}

it("is durable, listens on loopback only and has no superuser to sign in as", async () => {
  const names = ["fsync", "synchronous_commit", "full_page_writes", "data_checksums"];
  const settings = await query(
    postgres.connectionString,
    "SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name",
    [[...names, "listen_addresses", "unix_socket_directories", "server_encoding"]],
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    data_checksums: "on",
    fsync: "on",
    full_page_writes: "on",
    listen_addresses: "127.0.0.1",
    server_encoding: "UTF8",
    synchronous_commit: "on",
  });
  const roles = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user";
  expect(await query(postgres.connectionString, roles)).toEqual([
    { rolsuper: false, rolcreatedb: true },
  ]);
  const asSuperuser = postgres.connectionString.replace("//trunkline:", "//postgres:");
  await expect(query(asSuperuser, "SELECT 1")).rejects.toThrow("no pg_hba.conf entry");
  const badPassword = postgres.connectionString.replace(/:[^:@]+@/, ":wrong@");
  await expect(query(badPassword, "SELECT 1")).rejects.toThrow("password authentication failed");
});

it("keeps the password out of what is printed and out of files that others read", async () => {
  const password = new URL(postgres.connectionString).password;
  const printed = inspect(postgres, { depth: 9, showHidden: true }) + JSON.stringify(postgres);
  expect(printed).not.toContain(password);
  const passwordFile = await stat(join(dataDir, "postgres", "password"));
  expect(passwordFile.mode & 0o777).toBe(0o600);
  const commandLine = await readFile(`/proc/${postgres.pid}/cmdline`, "utf8").catch(() => "");
  expect(commandLine).not.toContain(password);
});

it("hands nothing of this process's environment to PostgreSQL", async () => {
  const environment = await readFile(`/proc/${postgres.pid}/environ`, "utf8").catch(() => "");
  expect(environment).not.toContain(planted);
});

it.each([
  ["a constraint", "INSERT INTO people VALUES ('+15005550006')"],
  ["malformed input", "SELECT 'call +15005550006'::integer"],
  ["a syntax error", "SELEKT '+15005550006'"],
  ["a raised warning", "DO $$ BEGIN RAISE WARNING 'call +15005550006'; END $$"],
])("keeps the values of %s out of PostgreSQL's log", async (_, statement) => {
  const url = postgres.connectionString;
  await query(url, "CREATE TABLE IF NOT EXISTS people (number text PRIMARY KEY)");
  await query(url, "INSERT INTO people VALUES ($1) ON CONFLICT DO NOTHING", [number]);
  await query(url, statement).catch(() => undefined);
  const log = await readLog();
  expect(log).toContain("ready to accept connections");
  expect(log).not.toContain("5005550006");
});

it("keeps a statement out of the log when its backend is killed", async () => {
  const killed = query(postgres.connectionString, "SELECT pg_sleep(60), '+15005550006'");
  const failed = expect(killed).rejects.toThrow();
  let pid: unknown;
  while (pid === undefined) {
    const find = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%'";
    pid = (await query(postgres.connectionString, find))[0]?.["pid"];
  }
  process.kill(Number(pid), "SIGKILL");
  await failed;
  let log = "";
  await until(async () => {
    log = await readLog();
    return log.split("ready to accept connections").length === 3;
  });
  expect(log).toContain("was terminated by signal 9");
  expect(log).not.toContain("5005550006");
});
