export { advisoryLocks, holdingLock } from "./advisory-lock.ts";
export { type Batcher, createBatcher } from "./batches.ts";
export { type Database, openDatabase } from "./database.ts";
export {
  DatabaseError,
  isDatabaseAway,
  isForeignKeyViolation,
  isUniqueViolation,
} from "./errors.ts";
export { type Id, newId } from "./ids.ts";
export { migrate } from "./migrate.ts";
export { announceChange, listen, type Notifications } from "./notifications.ts";
export { createPool, reaching } from "./pool.ts";
export type { Tables } from "./schema.ts";
