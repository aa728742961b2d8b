import type { Identities } from "../../access/index.ts";
import type { FlowDirectory, Flows } from "../../apps/index.ts";
import type { Database } from "../../database/index.ts";
import type { HookCalls, HookSignatures } from "../../runs/hook-calls/index.ts";
import type { RunParts } from "../../runs/index.ts";
import type { WrongKeys } from "../plugins/wrong-keys.ts";
import type { CallerRates } from "./caller-rates.ts";

/** What answering hooks works with. */
export interface HookParts {
  readonly database: Database;
  readonly identities: Identities;
  readonly wrongKeys: WrongKeys;
  readonly flowDirectory: FlowDirectory;
  readonly flows: Flows;
  readonly runs: RunParts;
  readonly hookCalls: HookCalls;
  readonly hookSignatures: HookSignatures;
  readonly rates: CallerRates;
  /** For how long a caller waits for the same request that is under way, in milliseconds. */
  readonly pendingWaitMs: number;
}
