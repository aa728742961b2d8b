import { catalogue } from "../catalogue/index.ts";
import type { BlockPlace } from "../document/block-place.ts";
import { kindsInWords, kindTitles } from "./flow-view.ts";
import type { FlowView } from "./flow-view.ts";
import { shown } from "./names.ts";
import type { Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether the flow begins somewhere, once, and what does not run because nothing starts it. */
export function checkStarts(view: FlowView, report: Report): void {
  const starts = view.blocks.filter(({ declaration }) => declaration?.shape === "start");
  const right = starts.filter((start) => isStartOf(start, view));
  for (const start of starts) checkKind(start, view, report);
  for (const start of right.slice(1)) report.atBlock(start.place, twice(view));
  if (starts.length === 0) report.atFlow(missing(view));
  for (const at of headsOfLooseStacks(view)) {
    report.atBlock(at.place, {
      code: "STACK_WITHOUT_START",
      severity: "warning",
      message: "This stack does not run, because no start block heads it.",
      hint: "Hang it below a start block, make a function of it, or take it out.",
    });
  }
}

/** Whether a block is what a flow of this kind begins with. */
export function isStartOf({ declaration, place }: StandingBlock, { kind }: FlowView): boolean {
  if (declaration?.shape !== "start" || place.parent !== null) return false;
  return declaration.runsIn?.includes(kind) ?? true;
}

function checkKind(start: StandingBlock, view: FlowView, report: Report): void {
  const { runsIn = [] } = start.declaration ?? {};
  if (runsIn.length === 0 || runsIn.includes(view.kind)) return;
  report.atBlock(start.place, {
    code: "START_BLOCK_WRONG",
    message: `The start block ${shown(start.block.type)} starts ${kindsInWords(runsIn)}, and this is a ${kindTitles[view.kind]}.`,
    hint: hintOf(view),
  });
}

function twice(view: FlowView) {
  return {
    code: "START_BLOCK_TWICE",
    message: `A ${kindTitles[view.kind]} has one start block, and this is another.`,
    hint: "Hang its blocks below the first one, or make a flow of their own out of them.",
  } as const;
}

function missing(view: FlowView) {
  return {
    code: "START_BLOCK_MISSING",
    message: "The flow has no start block, so nothing in it runs.",
    hint: hintOf(view),
  } as const;
}

function hintOf({ kind }: FlowView): string {
  const types = catalogue
    .filter(({ shape, runsIn }) => shape === "start" && (runsIn?.includes(kind) ?? true))
    .map(({ type }) => shown(type));
  return types.length === 0
    ? `This version has no start blocks for a ${kindTitles[kind]} yet.`
    : `Begin the stack that is to run with ${types.join(" or ")}.`;
}

/** The first block that is switched on of every stack that nothing heads. */
function headsOfLooseStacks(view: FlowView): readonly StandingBlock[] {
  const met = new Set<BlockPlace>();
  return view.blocks.filter(({ top, declaration, isInDefinition }) => {
    if (met.has(top)) return false;
    met.add(top);
    return !isInDefinition && declaration?.shape !== "start";
  });
}
