import type { FlowKind } from "../../document/flow.ts";
import { categories, type Category } from "../categories.ts";
import type { BlockDeclaration } from "../define-block.ts";
import { catalogue } from "../index.ts";

/** A drawer of the toolbox with the blocks in it. */
export interface ToolboxDrawer {
  readonly category: Category;
  readonly title: string;
  /** Blockly's hue, in degrees. */
  readonly colour: number;
  readonly blocks: readonly BlockDeclaration[];
}

/** The drawers for a kind of flow, in their order; empty ones and refused blocks are left out. */
export function toolboxFor(kind: FlowKind): readonly ToolboxDrawer[] {
  const names = Object.keys(categories) as Category[];
  return names
    .map((category) => ({
      category,
      ...categories[category],
      blocks: catalogue.filter((block) => block.category === category && isOffered(block, kind)),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

function isOffered({ type, runsIn }: BlockDeclaration, kind: FlowKind): boolean {
  return !notOffered.has(type) && (runsIn === undefined || runsIn.includes(kind));
}

/** Named only to be refused, or understood where a file has them: one belongs to a plug-in. */
const notOffered: ReadonlySet<string> = new Set([
  "text_prompt",
  "text_prompt_ext",
  "text_print",
  "text_multiline",
]);
