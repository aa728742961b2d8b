/** Every environment variable that the server reads, as it stands; nothing is judged here. */
export interface Environment {
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly dataDir: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: string | undefined;
  readonly masterKey: string | undefined;
  readonly masterKeys: string | undefined;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: string | undefined;
  readonly adminApiKey: string | undefined;
  readonly logLevel: string | undefined;
  readonly auditRetentionDays: string | undefined;
  readonly leaseSeconds: string | undefined;
  readonly requestTimeoutSeconds: string | undefined;
  readonly marginSeconds: string | undefined;
  readonly pendingWaitSeconds: string | undefined;
}

/** Reads the environment once; a variable set to an empty text counts as not set. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const read = (name: string) => (env[name] === "" ? undefined : env[name]);
  return {
    port: read("TRUNKLINE_PORT"),
    host: read("TRUNKLINE_HOST"),
    dataDir: read("TRUNKLINE_DATA_DIR"),
    databaseUrl: read("TRUNKLINE_DATABASE_URL"),
    databasePoolSize: read("TRUNKLINE_DATABASE_POOL_SIZE"),
    masterKey: read("TRUNKLINE_MASTER_KEY"),
    masterKeys: read("TRUNKLINE_MASTER_KEYS"),
    publicUrl: read("TRUNKLINE_PUBLIC_URL"),
    trustedProxies: read("TRUNKLINE_TRUSTED_PROXIES"),
    adminApiKey: read("TRUNKLINE_ADMIN_API_KEY"),
    logLevel: read("TRUNKLINE_LOG_LEVEL"),
    auditRetentionDays: read("TRUNKLINE_AUDIT_RETENTION_DAYS"),
    leaseSeconds: read("TRUNKLINE_ATTEMPT_LEASE_SECONDS"),
    requestTimeoutSeconds: read("TRUNKLINE_REQUEST_TIMEOUT_SECONDS"),
    marginSeconds: read("TRUNKLINE_ATTEMPT_MARGIN_SECONDS"),
    pendingWaitSeconds: read("TRUNKLINE_PENDING_WAIT_SECONDS"),
  };
}
