import type { Identities, OwnerKey, UserRooms } from "./access/index.ts";
import type { Apps, FlowDirectory, Flows, Releases, Rules } from "./apps/index.ts";
import type { ExecutorParts } from "./commands/index.ts";
import type { Config } from "./config/config.ts";
import type {
  Connections,
  DataKeys,
  Directory,
  MasterKeys,
  Profiles,
} from "./connections/index.ts";
import type { Database } from "./database/index.ts";
import type { HookCalls, HookSignatures } from "./runs/hook-calls/index.ts";
import type { Runs } from "./runs/index.ts";

/** Everything that a route may use, built once by `server.ts`. */
export interface Context extends UserRooms {
  readonly config: Config;
  readonly version: string;
  readonly database: Database;
  /** Number of the newest migration that has run. */
  readonly migration: number;
  readonly ownerKey: OwnerKey;
  readonly identities: Identities;
  readonly masterKeys: MasterKeys;
  readonly dataKeys: DataKeys;
  readonly apps: Apps;
  readonly flows: Flows;
  readonly flowDirectory: FlowDirectory;
  readonly rules: Rules;
  readonly releases: Releases;
  readonly profiles: Profiles;
  readonly connections: Connections;
  readonly directory: Directory;
  readonly executor: ExecutorParts;
  readonly runs: Runs;
  readonly hookCalls: HookCalls;
  readonly hookSignatures: HookSignatures;
  /** After the end of its lease, until an attempt counts as unknown, in milliseconds. */
  readonly overdueAfterMs: number;
}
