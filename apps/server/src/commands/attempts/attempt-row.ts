import type { Id } from "../../database/index.ts";
import type { BesideRow } from "./beside-rows.ts";

/** What makes an attempt one: the same five never happen twice. */
export interface AttemptKey {
  readonly app: Id<"app">;
  readonly caller: string;
  readonly connection: Id<"con">;
  readonly command: string;
  readonly idempotencyKey: string;
}

/** A new attempt as it is stored before anything is sent. */
export interface NewAttempt {
  readonly id: Id<"att">;
  readonly key: AttemptKey;
  readonly connectionName: string;
  /** Keyed hash of the normalised input. */
  readonly digest: Uint8Array;
  readonly dataKey: Id<"key">;
  readonly sealedInput: Uint8Array;
  /** What is to be committed together with it; null for nothing. */
  readonly beside: BesideRow | null;
}

/** Who may settle an attempt: its id, and the try that is under way. */
export interface AttemptClaim {
  readonly app: Id<"app">;
  readonly id: Id<"att">;
  readonly tries: number;
  /** False once it is too late to begin sending; by this process's own monotonic clock. */
  readonly mayWrite: () => boolean;
}

/** What became of a try. */
export interface Settlement {
  readonly claim: AttemptClaim;
  readonly state: "done" | "not-done" | "unknown";
  readonly account: string | null;
  readonly sid: string | null;
  readonly sealedResult: Uint8Array | null;
  readonly retryable: boolean;
  readonly errorCode: string | null;
  readonly twilioCode: number | null;
}

/** An attempt as it is found under its key. */
export interface FoundAttempt {
  readonly id: Id<"att">;
  readonly state: "stored" | "done" | "not-done" | "unknown";
  readonly digest: Uint8Array;
  readonly sealedResult: Uint8Array | null;
  readonly retryable: boolean;
  readonly tries: number;
  /** True once the waiting time after the end of its lease has passed, by the database's clock. */
  readonly isOverdue: boolean;
  /** Until then, in milliseconds. */
  readonly overdueInMs: number;
}
