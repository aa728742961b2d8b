import type { ObjectValue, Value } from "../document/values.ts";

/** An effect that a flow asks for. New kinds are added here and in the hosts, never in the interpreter. */
export type Effect =
  | {
      readonly kind: "command";
      readonly connection: string;
      readonly command: string;
      /** Null when the block has no data. */
      readonly data: Value;
    }
  | { readonly kind: "respond"; readonly response: ResponsePart }
  | {
      readonly kind: "keep-value";
      readonly key: string;
      readonly value: Value;
      readonly seconds: number | null;
    }
  /** Gives true when the value was kept, false when there was one already. */
  | {
      readonly kind: "keep-value-if-absent";
      readonly key: string;
      readonly value: Value;
      readonly seconds: number | null;
    }
  | { readonly kind: "kept-value"; readonly key: string }
  | { readonly kind: "forget-value"; readonly key: string };

/** A response, whole or in parts. Hosts of this release answer parts with `RESPONSE_FORM_UNKNOWN`. */
export type ResponsePart =
  | {
      readonly form: "whole";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Value;
    }
  | {
      readonly form: "start";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly form: "chunk"; readonly data: string }
  | { readonly form: "end" };

/** One executed effect of a run. */
export interface Step<Kind extends Effect = Effect> {
  /**
   * 32 hex digits: where the effect stands (the procedure calls that led there, its block) and for
   * which time it is met there. The same in every replay; an edit elsewhere does not move it.
   */
  readonly id: string;
  readonly blockId: string;
  readonly effect: Kind;
}

/** What an effect gave. An error is an object with at least `code` and `message`. */
export type Outcome =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ObjectValue };

/**
 * What a run is carried out by. The interpreter decides, the host acts: nothing in a flow touches
 * the world but through these. An effect that fails is an outcome; a host that throws ends the run
 * as failed with `HOST_FAILED`, so only bugs and lost rooms may throw. The interpreter never calls
 * `perform` again before it has answered.
 */
export interface Host {
  perform(step: Step): Promise<Outcome>;
  /** A line of the run's log; nothing is waited for. The value is a copy, numbers like NaN included. */
  log(entry: { readonly blockId: string; readonly value: Value }): void;
  /** The run's clock in milliseconds since 1970. Where runs are replayed it moves by recorded steps alone. */
  now(): number;
  /** At least 0 and below 1. Where runs are replayed it is seeded by the run's id. */
  random(): number;
  /** A clock that only goes forward, in milliseconds; for time limits and for giving way. */
  monotonicMs(): number;
  /** Lets everything else that waits in this thread go on first. */
  giveWay(): Promise<void>;
}

/** What a flow is started with. */
export interface RunInput {
  /** A Web Hook's request. */
  readonly request?: HookRequest;
}

/** A request as blocks read it. */
export interface HookRequest {
  readonly method: string;
  /** Parsed JSON, a form's fields as an object, or text; null without a body. */
  readonly body: Value;
  /** The last value of each name, or a list where a name came more than once. */
  readonly query: ObjectValue;
  /** By lower-case names. Without `authorization` and `cookie`. */
  readonly headers: ObjectValue;
  /** Null for an unknown caller; otherwise `name`, and the names of his `groups` in the app. */
  readonly caller: ObjectValue | null;
}

/** Why a run stopped. */
export interface RunError {
  /** Such as `COMMAND_FAILED`, `STEP_LIMIT`, `TIME_LIMIT`, `STOPPED_WITH_ERROR`, `REPLAY_MISMATCH`. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly blockId: string | null;
  /** The error object of the command that failed, where it was one. */
  readonly cause: ObjectValue | null;
}

/** How a run ended. */
export type RunResult =
  | { readonly status: "finished" }
  | { readonly status: "failed"; readonly error: RunError }
  | { readonly status: "cancelled" };

/** Where a run is cut. */
export interface RunLimits {
  /** Blocks and turns of loops in all. */
  readonly stepsMax: number;
  /** In an expression, which cannot give way. */
  readonly expressionStepsMax: number;
  readonly timeMs: number;
  readonly callDepthMax: number;
  readonly listItemsMax: number;
  readonly textCharsMax: number;
}
