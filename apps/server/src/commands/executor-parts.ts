import type { Command } from "@trunkline/service-kit";

import type { Directory, ResolvedConnection } from "../connections/index.ts";
import type { Id } from "../database/index.ts";
import type { Attempts } from "./attempts/attempts.ts";
import type { CallParts } from "./open-call.ts";

/** What came of it. */
export interface CommandAnswer {
  readonly data: unknown;
  /** Null for commands that may be repeated freely. */
  readonly attempt: Id<"att"> | null;
}

/** What the executor works with. */
export interface ExecutorParts extends CallParts {
  readonly directory: Directory;
  readonly attempts: Attempts;
  /** How long a caller is kept waiting while the outcome cannot be stored, in milliseconds. */
  readonly settleWaitMs: number;
  /** Told of failures that nobody foresaw; the error may hold what must not be logged whole. */
  readonly onUnexpected: (error: unknown) => void;
}

/** A call after everything that can be checked without sending has been checked. */
export interface PreparedCall {
  readonly caller: string;
  readonly idempotencyKey: string | null;
  readonly connection: ResolvedConnection;
  readonly command: Command;
  /** In its one normal form, before defaults: what the digest is made of. */
  readonly normalised: unknown;
  /** With the connection's defaults: what is sent. */
  readonly input: unknown;
}
