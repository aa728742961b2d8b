import { catalogue } from "../catalogue/index.ts";
import { kindsInWords, kindTitles } from "./flow-view.ts";
import type { FlowView } from "./flow-view.ts";
import { nearestName, shown } from "./names.ts";
import type { Report } from "./report.ts";
import type { StandingBlock } from "./standing-block.ts";

/** Whether there is such a block, whether this kind of flow may have it, and its own check. */
export function checkType(at: StandingBlock, view: FlowView, report: Report): void {
  const { declaration, place, block } = at;
  if (declaration === null) {
    report.atBlock(place, unknownBlock(block.type), ".type");
    return;
  }
  const { runsIn } = declaration;
  if (runsIn !== undefined && !runsIn.includes(view.kind) && declaration.shape !== "start") {
    report.atBlock(place, {
      code: "BLOCK_NOT_IN_THIS_KIND",
      message: `A ${kindTitles[view.kind]} cannot have the block ${shown(block.type)}.`,
      hint: `It belongs in ${kindsInWords(runsIn)}.`,
    });
  }
  for (const { path, ...fault } of declaration.check?.(block) ?? []) {
    report.atBlock(place, fault, path === undefined ? "" : `.${path}`);
  }
}

function unknownBlock(type: string) {
  const near = nearestName(
    type,
    catalogue.map((known) => known.type),
  );
  return {
    code: "BLOCK_UNKNOWN",
    message: `There is no block of the type ${shown(type)}.`,
    hint: near === null ? "Take it out, or switch it off." : `Did you mean ${shown(near)}?`,
  } as const;
}
