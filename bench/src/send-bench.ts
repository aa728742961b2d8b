import type { Api } from "./contestants/trunkline-api.ts";
import type { SendOf } from "./contestants/trunkline.ts";
import type { Row } from "./report/summary.ts";
import type { Target } from "./report/targets.ts";

/** A bench of sends: how the product is asked for one, beside whom, and what it is to reach. */
export interface SendBench {
  readonly sendOf: SendOf;
  /** Makes what a send needs, on the first start. */
  setUp(api: Api, stubUrl: string): Promise<void>;
  readonly withNodeRed: boolean;
  /** Whether each send is a run of a flow, whose record is to be looked at. */
  readonly runsFlows: boolean;
  targetsOf(rows: readonly Row[], megabytesAtRest: number): Target[];
}
