export { advisoryLocks, holdingLock, sharingLock } from "./advisory-lock.ts";
export { type Batcher, createBatcher } from "./batches.ts";
export { type Database, openDatabase } from "./database.ts";
export { isDatabaseAway, isForeignKeyViolation, isUniqueViolation } from "./errors.ts";
export { type Id, newId } from "./ids.ts";
export { migrate } from "./migrate.ts";
export { announceChange, listen } from "./notifications.ts";
export { createPool } from "./pool.ts";
export type { Tables } from "./schema.ts";
