/** What differs between the product's database and one for tests. */
export interface ClusterSettings {
  readonly port: number;
  /** Whether a commit survives a power cut; only tests do without. */
  readonly durable: boolean;
}

/** The first text of `own.conf`, which is never written again. */
export const ownSettingsText =
  "# Settings of your own; they win over postgresql.conf, which is written anew at every start.\n";

/** Who may connect: one role, over loopback, with a password. The superuser has no way in. */
export const hostRules = `# TYPE  DATABASE  USER       ADDRESS         METHOD
host      all       trunkline  127.0.0.1/32    scram-sha-256
`;

/**
 * PostgreSQL's settings. Its error lines quote values (constraint details, malformed input), so
 * the log takes none of them: `log_min_messages = log` leaves the server's own news and FATAL,
 * and terse lines without details, hints and statements. The client still gets the full error.
 */
export function settingsText({ port, durable }: ClusterSettings): string {
  const onOff = durable ? "on" : "off";
  return `# Written anew at every start; lines in own.conf win over these.
include = 'cluster/postgresql.conf'
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '128MB'
fsync = ${onOff}
synchronous_commit = ${onOff}
full_page_writes = ${onOff}
io_method = sync
max_logical_replication_workers = 0
checkpoint_timeout = '15min'
max_wal_size = '512MB'
timezone = 'UTC'
log_timezone = 'UTC'
default_text_search_config = 'pg_catalog.simple'
lc_messages = 'C'
logging_collector = off
log_destination = 'stderr'
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = 'none'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_connections = ''
log_disconnections = off
log_lock_waits = off
log_min_duration_statement = -1
log_autovacuum_min_duration = -1
include = 'own.conf'
`;
}
