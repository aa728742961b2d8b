import type { Id } from "../../database/index.ts";

/** What makes a call one: the same five are answered once. */
export interface CallKey {
  readonly app: Id<"app">;
  /** The hook's name: a hook that is deleted and made again keeps its keys. */
  readonly hook: string;
  readonly isDraft: boolean;
  readonly caller: string;
  /** Keyed hash of the caller's Idempotency-Key. */
  readonly keyHash: Uint8Array;
}

/** A new call as it is stored before its run begins. */
export interface NewCall {
  readonly key: CallKey;
  /** Keyed hash of the request. */
  readonly digest: Uint8Array;
  readonly run: Id<"run">;
  readonly flow: Id<"flow">;
  readonly version: number;
  /** Null for drafts. */
  readonly release: number | null;
  readonly startedAt: Date;
}

/** A call as it is found under its key. */
export interface FoundCall {
  readonly run: Id<"run">;
  readonly flow: Id<"flow">;
  readonly version: number;
  /** Null for drafts. */
  readonly release: number | null;
  readonly startedAt: Date;
  readonly state: "running" | "open" | "answered";
  readonly digest: Uint8Array;
  readonly sealedAnswer: Uint8Array | null;
  readonly tries: number;
  /** True when its server has not been heard of for the length of a lease. */
  readonly isAbandoned: boolean;
  readonly isExpired: boolean;
}

/** What became of a try: the answer that stands from now on, or none, and the request may go again. */
export interface CallSettlement {
  readonly run: Id<"run">;
  readonly tries: number;
  /** Null leaves the call open. */
  readonly sealedAnswer: Uint8Array | null;
}
