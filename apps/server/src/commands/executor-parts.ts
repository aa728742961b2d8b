import type { Command } from "@trunkline/service-kit";

import type { Directory, ResolvedConnection } from "../connections/index.ts";
import type { Id } from "../database/index.ts";
import type { Attempts } from "./attempts/attempts.ts";
import type { BesideRow } from "./attempts/beside-rows.ts";
import type { CallParts } from "./open-call.ts";
import type { SenderRates } from "./sender-rates.ts";

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
  readonly rates: SenderRates;
  /**
   * For how long a caller waits for an equal attempt under way, and while an outcome cannot be
   * stored, in milliseconds.
   */
  readonly waitMs: number;
  /** Told of failures that nobody foresaw; the error may hold what must not be logged whole. */
  readonly onUnexpected: (error: unknown) => void;
}

/** A call whose input has been checked and is in its one normal form: what the digest is made of. */
export interface AskedCall {
  readonly caller: string;
  readonly idempotencyKey: string | null;
  readonly connection: ResolvedConnection;
  readonly command: Command;
  readonly normalised: unknown;
  /** Commits together with a new attempt; null for nothing. */
  readonly beside: BesideRow | null;
  /** True for a draft that has nothing but live credentials: it may not reach just anybody. */
  readonly isRestricted: boolean;
}

/** A call that can begin: with the connection's defaults. */
export interface PreparedCall extends AskedCall {
  /** What is sent. */
  readonly input: unknown;
}
