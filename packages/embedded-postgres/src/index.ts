export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from "./errors.ts";
export type { EmbeddedPostgres, EmbeddedPostgresStatus } from "./embedded-postgres.ts";
export { startEmbeddedPostgres, type StartEmbeddedPostgresOptions } from "./start.ts";
