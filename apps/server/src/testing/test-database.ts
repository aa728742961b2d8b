import { randomBytes } from "node:crypto";

import { testDatabases } from "@trunkline/embedded-postgres/testing";
import { inject } from "vitest";

import { createPool, type Database, openDatabase } from "../database/index.ts";

/** A database of a test's own. */
export interface TestDatabase extends Database, AsyncDisposable {
  readonly connectionString: string;
}

/** Makes a database: a copy of the migrated one, or an empty one. */
export async function makeDatabase(kind: "migrated" | "empty" = "migrated"): Promise<TestDatabase> {
  const databases = testDatabases(inject("clusterUrl"));
  const name = `test_${randomBytes(8).toString("hex")}`;
  const options = kind === "migrated" ? { template: "trunkline_template" } : {};
  const connectionString = await databases.createDatabase(name, options);
  const listener = { onConnectionLost: () => undefined };
  const shared = { connectionString, name: "test" } as const;
  const pool = createPool({ ...shared, size: 5, plans: "fresh" }, listener);
  const writes = createPool({ ...shared, size: 2, plans: "kept" }, listener);
  return {
    ...openDatabase({ pool, writes }),
    connectionString,
    async [Symbol.asyncDispose]() {
      await Promise.all([pool.end(), writes.end()]);
      await databases.dropDatabase(name);
    },
  };
}
