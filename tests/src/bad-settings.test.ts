import { chmod, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { startTestCluster } from "@trunkline/embedded-postgres/testing";
import { afterAll, expect, test } from "vitest";

import { makeDataDirectory } from "./testing/data-directory.ts";
import { nothingIsLeft } from "./testing/leftovers.ts";
import { startAndEnd } from "./testing/server-process.ts";

afterAll(nothingIsLeft);

test("all faults of the environment are told at once, and no value is repeated", async () => {
  await using directory = await makeDataDirectory();
  const wrong = {
    TRUNKLINE_PORT: "port-31337",
    TRUNKLINE_DATABASE_POOL_SIZE: "31337",
    TRUNKLINE_DATABASE_URL: "mysql://root:secret-31337@localhost/db",
    TRUNKLINE_PUBLIC_URL: "ftp://31337.example",
    TRUNKLINE_LOG_LEVEL: "loud-31337",
    TRUNKLINE_ADMIN_API_KEY: "short-31337",
    TRUNKLINE_MASTER_KEY: "31337",
    TRUNKLINE_MASTER_KEYS: "31337,31337",
    TRUNKLINE_ATTEMPT_LEASE_SECONDS: "-31337",
    TRUNKLINE_REQUEST_TIMEOUT_SECONDS: "31337",
    TRUNKLINE_ATTEMPT_MARGIN_SECONDS: "31337s",
    TRUNKLINE_PENDING_WAIT_SECONDS: "NaN31337",
  };
  const end = await startAndEnd({ dataDir: directory.path, env: wrong });
  expect(end.code).toBe(1);
  for (const name of Object.keys(wrong)) expect(end.output).toContain(name);
  expect(end.output).not.toContain("31337");
});

test("a malformed master key is told without being repeated", async () => {
  await using directory = await makeDataDirectory();
  const key = "c2hvcnQta2V5LTMxMzM3";
  const end = await startAndEnd({
    dataDir: directory.path,
    env: { TRUNKLINE_MASTER_KEY: key },
  });
  expect(end.code).toBe(1);
  expect(end.output).toMatch(/master key/iu);
  expect(end.output).not.toContain(key);
});

test("a port in use is told with the variable that changes it", async () => {
  await using directory = await makeDataDirectory();
  const occupant = createServer();
  const port = await new Promise<number>((resolve) => {
    occupant.listen(0, "127.0.0.1", () => resolve((occupant.address() as { port: number }).port));
  });
  try {
    const end = await startAndEnd({
      dataDir: directory.path,
      env: { TRUNKLINE_PORT: String(port) },
    });
    expect(end.code).toBe(1);
    expect(end.output).toContain("TRUNKLINE_PORT");
    expect(end.output).toContain(String(port));
  } finally {
    await new Promise((resolve) => occupant.close(resolve));
  }
  expect(await directory.postmasterPid(), "PostgreSQL has been stopped").toBe(null);
});

test("a data directory that cannot be made is told with the variable that changes it", async () => {
  await using directory = await makeDataDirectory();
  const file = join(directory.path, "a-file");
  await writeFile(file, "in the way");
  const end = await startAndEnd({ dataDir: join(file, "data") });
  expect(end.code).toBe(1);
  expect(end.output).toContain("TRUNKLINE_DATA_DIR");
  expect(end.output).toContain(file);
});

test("a data directory that nothing can be made in is told with the variable that changes it", async () => {
  await using directory = await makeDataDirectory();
  // Root may write everywhere, but makes no folder where a file is either.
  if (process.getuid?.() === 0) await writeFile(join(directory.path, "postgres"), "in the way");
  else await chmod(directory.path, 0o500);
  const end = await startAndEnd({ dataDir: directory.path });
  await chmod(directory.path, 0o700);
  expect(end.code).toBe(1);
  expect(end.output).toContain("TRUNKLINE_DATA_DIR");
  expect(end.output).toContain(directory.path);
});

test("a database that refuses us is told without its address", async () => {
  await using cluster = await startTestCluster();
  await using directory = await makeDataDirectory();
  const url = new URL(cluster.connectionString);
  url.password = "wrong-31337";
  const end = await startAndEnd({
    dataDir: directory.path,
    env: { TRUNKLINE_DATABASE_URL: url.href },
  });
  expect(end.code).toBe(1);
  expect(end.output).toContain("password");
  expect(end.output).not.toContain("31337");
});
