import { startTestCluster } from "@trunkline/embedded-postgres/testing";
import type { TestProject } from "vitest/node";

import { createPool, migrate } from "../database/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the cluster that tests clone their databases in. */
    clusterUrl: string;
  }
}

/** The migrated database that every test's own is a copy of. */
const templateName = "trunkline_template";

/** Starts one PostgreSQL for all test files and migrates a template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  const connectionString = await cluster.createDatabase(templateName);
  const pool = createPool(
    { connectionString, size: 1, name: "template", plans: "fresh" },
    { onConnectionLost: () => undefined },
  );
  await migrate(pool);
  await pool.end();
  project.provide("clusterUrl", cluster.connectionString);
  return async () => {
    await cluster[Symbol.asyncDispose]();
  };
}
