/** The environment variables that the command line reads, as texts; empty ones count as absent. */
export interface Environment {
  /** `TRUNKLINE_URL`: where the server is. */
  readonly url: string | null;
  /** `TRUNKLINE_API_KEY`: what it lets us in with. */
  readonly apiKey: string | null;
  /** `TRUNKLINE_DATA_DIR`: where the server keeps its data, and `client.json` in it. */
  readonly dataDir: string | null;
}

/** Reads the environment and does nothing else. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  return {
    url: env["TRUNKLINE_URL"]?.trim() || null,
    apiKey: env["TRUNKLINE_API_KEY"]?.trim() || null,
    dataDir: env["TRUNKLINE_DATA_DIR"] || null,
  };
}
