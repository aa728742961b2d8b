import type { HookRequest } from "@trunkline/flow/run";

import type { FlowForm } from "../apps/index.ts";
import type { Asker } from "../commands/index.ts";
import type { Id } from "../database/index.ts";
import type { RunProblem } from "./run-problem.ts";
import type { RunStatus } from "./run-status.ts";

/** One request that a Web Hook's flow is to answer. */
export interface HookCall {
  readonly form: FlowForm;
  readonly request: HookRequest;
  /** Who asks, as the run's record names callers: never a secret and never a number. */
  readonly caller: string;
  /** The same as the rules of commands know him. */
  readonly asker: Asker;
  readonly trigger: "web-hook" | "test";
  /** Given when the same idempotent request goes again: its run and the start that is its clock. */
  readonly again?: { readonly run: Id<"run">; readonly startedAt: Date };
  /** The run's id and its start, which is its clock, where a row about it was stored before. */
  readonly run?: Id<"run">;
  readonly startedAt?: Date;
  /** From the start until the run is cut, in milliseconds. */
  readonly timeLimitMs: number;
}

/** A run of a Web Hook's flow that is under way. */
export interface HookRun {
  readonly run: Id<"run">;
  readonly startedAt: Date;
  /** Why it was cut; null while it was not. */
  readonly cutFor: CutReason | null;
  /**
   * What Send Response sent; null when the run ended or was cut without one. It waits for the
   * commits that settle attempts, and for nothing of the run's own record. It never rejects.
   */
  readonly response: Promise<HookResponse | null>;
  /** How it ended: after a cut, once what was in flight is settled. It never rejects. */
  readonly ended: Promise<RunEnd>;
  /** Cuts it: nothing new begins. A second time does nothing. */
  cancel(reason: CutReason): void;
}

/** Why a run was cut before its end. */
export type CutReason = "time-limit" | "cancelled";

/** An answer as Send Response gives it, checked: safe to be written as it is. */
export interface HookResponse {
  readonly status: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** How a run ended. */
export interface RunEnd {
  readonly status: RunStatus;
  /** Null for a run that finished. */
  readonly problem: RunProblem | null;
  readonly endedAt: Date;
}
