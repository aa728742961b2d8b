import type { FlowKind } from "../document/flow.ts";
import type { AppView } from "./problem.ts";
import type { StandingBlock } from "./standing-block.ts";

/** What one flow's checks look at. */
export interface FlowView {
  readonly kind: FlowKind;
  readonly app: AppView;
  /** Every block that is switched on, parents first. */
  readonly blocks: readonly StandingBlock[];
  readonly variableIds: ReadonlySet<string>;
}

/** A kind of flow in words. */
export const kindTitles: Readonly<Record<FlowKind, string>> = {
  "web-hook": "Web Hook",
  "background-task": "Background Task",
  page: "Page Flow",
};

/** Several kinds in words: "a Web Hook or a Background Task". */
export function kindsInWords(kinds: readonly FlowKind[]): string {
  return kinds.map((kind) => `a ${kindTitles[kind]}`).join(" or ");
}
