import { startEmbeddedPostgres } from "@trunkline/embedded-postgres";

import type { Config } from "./config/config.ts";

/** The PostgreSQL that this server works on. */
export interface DatabaseSource extends AsyncDisposable {
  /** Holds a password: for the pool alone. */
  readonly connectionString: string;
}

/** Starts the embedded database, unless a PostgreSQL of one's own is set. */
export async function openDatabaseSource(
  config: Config,
  onNotice: (text: string) => void,
): Promise<DatabaseSource> {
  const own = config.secrets.databaseUrl;
  if (own === null) return startEmbeddedPostgres({ dataDir: config.dataDir, onNotice });
  return {
    connectionString: own.reveal(),
    async [Symbol.asyncDispose]() {
      await Promise.resolve();
    },
  };
}
